import CLinux
import Glibc

/// Runs a body on a thread of its own.
enum MediaThread {
    /// What the new thread is to run; handed over once.
    fileprivate final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// - Returns: the thread, to be joined once; nil where the kernel gives none.
    static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
        let body = Unmanaged.passRetained(Body(run: run))
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
    clinux_name_thread("media loop")
    Unmanaged<MediaThread.Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
