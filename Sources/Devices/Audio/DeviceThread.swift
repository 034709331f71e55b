import CLinux
import Glibc
import Synchronization

private final class ThreadBody {
    let name: String
    let run: () -> Void

    init(name: String, run: @escaping () -> Void) {
        self.name = name
        self.run = run
    }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let body = Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue()
    clinux_name_thread(body.name)
    body.run()
    return nil
}

/// A thread of the operating system: sound and speech may block, which tasks must not.
final class DeviceThread: Sendable {
    private let handle: Mutex<pthread_t?>

    /// Starts the thread. Where `isRealtime` the kernel is asked to run it first;
    /// it runs without where that is refused.
    init(name: String, isRealtime: Bool = false, _ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(ThreadBody(name: name, run: run))
        // Said each time: what a real-time thread starts (the opening of a card) would inherit its priority.
        var attributes = pthread_attr_t()
        var ordinary = sched_param(sched_priority: 0)
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setinheritsched(&attributes, Int32(PTHREAD_EXPLICIT_SCHED))
        pthread_attr_setschedpolicy(&attributes, SCHED_OTHER)
        pthread_attr_setschedparam(&attributes, &ordinary)
        let result = pthread_create(&thread, &attributes, runThread, body.toOpaque())
        if result != 0 { body.release() }
        handle = Mutex(result == 0 ? thread : nil)
        if result == 0, isRealtime {
            var parameter = sched_param(sched_priority: 10)
            _ = pthread_setschedparam(thread, SCHED_FIFO, &parameter)
        }
    }

    /// False: the computer has no room for another thread, or it was joined or let go.
    var isRunning: Bool { handle.withLock { $0 != nil } }

    /// Waits for its end.
    func join() {
        let thread = handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
        if let thread { pthread_join(thread, nil) }
    }

    /// Lets it end by itself.
    func detach() {
        handle.withLock { handle in
            if let thread = handle { pthread_detach(thread) }
            handle = nil
        }
    }
}
