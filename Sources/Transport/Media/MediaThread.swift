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

    /// - Parameter name: what the thread is called in lists of the system, at most 15 octets.
    /// - Returns: the thread, to be joined once; nil where the kernel gives none.
    static func start(named name: String = "media loop", _ run: @escaping @Sendable () -> Void) -> pthread_t? {
        let body = Unmanaged.passRetained(Body(name: name, run: run))
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runMediaThread, body.toOpaque()) == 0 else {
            body.release()
            return nil
        }
        return thread
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
