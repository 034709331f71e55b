import Configuration
import Glibc
import Scenarios
import Synchronization

/// Somebody stops the audit (SIGINT, SIGTERM, SIGHUP): scenarios end what they started, and nothing is left behind.
enum Interruption {
    private static let asked = Atomic<Bool>(false)

    static var isAsked: Bool { asked.load(ordering: .relaxed) }

    /// The exit code of a program that was interrupted, as shells have it.
    static let exitCode: Int32 = 130

    /// The wish of somebody who watches signals otherwise.
    static func ask() { asked.store(true, ordering: .relaxed) }

    /// From now on the first signal is a wish; a second one ends the audit as it would any program.
    static func watch() {
        ignoreClosedFiles()
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                Interruption.asked.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
    }

    static func ignoreClosedFiles() {
        // Inherited by the programs that are judged: a file that may not grow, as that of a headset that is unplugged, is an
        // error to them, and no signal.
        signal(SIGXFSZ, SIG_IGN)
        // Nobody reads what is said any more: reports are written all the same. Programs that are started have it anew.
        signal(SIGPIPE, SIG_IGN)
    }

    static func stop() throws(Stop) {
        guard isAsked else { return }
        throw Stop.obstacle(.untested, Bilingual("l'audit a été interrompu", "the audit was interrupted"))
    }
}
