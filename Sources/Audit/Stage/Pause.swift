import Glibc

/// Lets time pass on this thread: where nothing can be waited for but time itself.
func pause(_ duration: Duration) {
    let parts = duration.components
    let milliseconds = parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
    _ = poll(nil, 0, Int32(clamping: milliseconds))
}
