import CLinux
import Glibc

/// A thread for one piece of work that may block.
enum BackgroundThread {
    private final class Work {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts the work and returns; where the kernel gives no thread, the work is done at once.
    static func run(_ name: String, _ body: @escaping @Sendable () -> Void) {
        if !starts(name, body) { body() }
    }

    /// Starts the work and returns.
    /// - Returns: false: the kernel gives no thread, and nothing is done.
    static func starts(_ name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(name: name, body: body))
        var thread = pthread_t()
        let problem = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                clinux_name_thread(work.name)
                work.body()
                return nil
            }, work.toOpaque())
        guard problem == 0 else {
            work.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
