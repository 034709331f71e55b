import Media

/// The command line.
struct Options {
    let loss: Double
    let meanBurst: Double
    let seed: UInt64
    let input: String
    let output: String
    var codec = Codec.opus
    var jitterMilliseconds = 0.0
    var isRedundant = false
    var reportsBursts = true
    var suite: SRTPSuite?

    static let usage = """
        usage: loss-bench LOSS BURST SEED IN OUT [--codec opus|g722|pcma|pcmu] [--jitter MS] [--redundancy on|off] \
        [--reports extended|plain] [--encrypt SUITE]
        """

    /// nil where an argument is missing or makes no sense.
    init?(_ arguments: [String]) {
        guard arguments.count >= 5, arguments.count % 2 == 1, let loss = Double(arguments[0]),
            (0..<100).contains(loss), let meanBurst = Double(arguments[1]), let seed = UInt64(arguments[2])
        else { return nil }
        self.loss = loss
        self.meanBurst = meanBurst
        self.seed = seed
        input = arguments[3]
        output = arguments[4]
        for index in stride(from: 5, to: arguments.count, by: 2) {
            let value = arguments[index + 1]
            switch arguments[index] {
            case "--codec":
                guard let codec = Codec(rawValue: value) else { return nil }
                self.codec = codec
            case "--jitter":
                guard let milliseconds = Double(value), (0...500).contains(milliseconds) else { return nil }
                jitterMilliseconds = milliseconds
            case "--redundancy":
                guard value == "on" || value == "off" else { return nil }
                isRedundant = value == "on"
            case "--reports":
                guard value == "extended" || value == "plain" else { return nil }
                reportsBursts = value == "extended"
            case "--encrypt":
                guard let suite = SRTPSuite(rawValue: value) else { return nil }
                self.suite = suite
            default: return nil
            }
        }
    }
}
