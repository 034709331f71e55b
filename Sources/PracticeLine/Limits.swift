extension PracticeScript {
    /// Every bound of the practice line, with the reason for its size.
    enum Limits {
        /// Calls at one time: a newcomer makes one, a test a handful.
        static let calls = 16
        /// Callers waiting to be rung back.
        static let ringBacks = 8
        /// No practice call lasts longer, in seconds: a forgotten one ends by itself.
        static let callSeconds = 600
        /// A ring-back that nobody answers is given up after so many seconds.
        static let ringingSeconds = 60
    }
}
