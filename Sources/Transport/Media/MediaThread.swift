import CLinux
import Glibc

/// Runs a body on a thread of its own.
enum MediaThread {
    /// What the new thread is to run; handed over once.
    fileprivate final class Body: Sendable {
        let run: @Sendable () -> Void
        let name: String
        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// Under the devices' threads (10): they never wait for what is less urgent.
    private static let realtimePriority: Int32 = 9

    /// - Parameters:
    ///   - name: what the thread is called in lists of the system, at most 15 octets.
    ///   - isRealtime: the kernel is asked to run it before what is not; it runs without where that is refused.
    /// - Returns: the thread, to be joined once; nil where the kernel gives none.
    static func start(named name: String, isRealtime: Bool = false, _ run: @escaping @Sendable () -> Void) -> pthread_t?
    {
        let body = Unmanaged.passRetained(Body(name: name, run: run))
        let urgent = isRealtime ? create(SCHED_FIFO, priority: realtimePriority, body) : nil
        if let thread = urgent ?? create(SCHED_OTHER, priority: 0, body) { return thread }
        body.release()
        return nil
    }

    /// The policy is said each time: a thread that a real-time one starts (a recording's) would inherit its priority.
    private static func create(_ policy: Int32, priority: Int32, _ body: Unmanaged<Body>) -> pthread_t? {
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return nil }
        defer { pthread_attr_destroy(&attributes) }
        var parameter = sched_param(sched_priority: priority)
        pthread_attr_setinheritsched(&attributes, Int32(PTHREAD_EXPLICIT_SCHED))
        pthread_attr_setschedpolicy(&attributes, policy)
        pthread_attr_setschedparam(&attributes, &parameter)
        var thread = pthread_t()
        return pthread_create(&thread, &attributes, runMediaThread, body.toOpaque()) == 0 ? thread : nil
    }
}

/// The C entry of the thread: file-level, because a closure would be taken for one of the caller's context.
private func runMediaThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let body = Unmanaged<MediaThread.Body>.fromOpaque(argument).takeRetainedValue()
    clinux_name_thread(body.name)
    body.run()
    return nil
}
