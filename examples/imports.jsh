import dev.tieline.*
import dev.tieline.apply.*
import dev.tieline.aws.*
import dev.tieline.check.*
import dev.tieline.net.*
import dev.tieline.plan.*
import dev.tieline.reach.*
import dev.tieline.snapshot.*
import dev.tieline.testkit.*
import dev.tieline.time.*
import dev.tieline.topology.*
import java.time.*
import java.util.*
import static dev.tieline.net.Traffic.*
