#if FAULTS
    import Glibc
    import Time

    /// What a deliberate fault does later, in the order in which it was asked for.
    struct DelayedWork: Sendable {
        private let delay: Duration
        private let thread = DiskThread()

        init(by delay: Duration) { self.delay = delay }

        /// Does the work so long from now, on another thread.
        func add(_ work: @escaping @Sendable () -> Void) {
            let due = Instant.now + delay
            _ = thread.run {
                let left = (due - .now).components
                usleep(useconds_t(clamping: left.seconds * 1_000_000 + left.attoseconds / 1_000_000_000_000))
                work()
            }
        }
    }
#endif
