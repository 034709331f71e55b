import Glibc

/// Lets time pass on this thread: where nothing can be waited for but time itself.
func pause(_ duration: Duration) {
    _ = poll(nil, 0, Int32(clamping: duration.wholeMilliseconds))
}
