import CLinux
import Glibc
import Synchronization

/// The signals that end the program, as something to wait for.
enum Signals {
    private static let descriptor = Atomic<Int32>(-1)
    static let received = Atomic<Int32>(0)

    /// From now on SIGINT, SIGTERM and SIGHUP make the descriptor readable instead of ending the program at once.
    /// SIGPIPE is ignored: a write to a closed end is an error of that write.
    static func start() -> Int32 {
        let existing = descriptor.load(ordering: .relaxed)
        if existing >= 0 { return existing }
        let made = clinux_eventfd()
        descriptor.store(made, ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, clairvoixSignalCame) }
        signal(SIGPIPE, SIG_IGN)
        // A parent's thread may have handed its blocked signals on to us.
        var ours = sigset_t()
        sigemptyset(&ours)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ours, number) }
        pthread_sigmask(SIG_UNBLOCK, &ours, nil)
        return made
    }

    static func came(_ number: Int32) {
        received.store(number, ordering: .relaxed)
        clinux_eventfd_signal(descriptor.load(ordering: .relaxed))
    }
}

/// A signal's handler runs between any two instructions: it only counts.
private func clairvoixSignalCame(_ number: Int32) { Signals.came(number) }
