/// The blocks of RTCP XR that a description asks its reader to send (RFC 3611 §5.1); of those that exist, the two that say
/// how sound was received.
public struct ExtendedReports: OptionSet, Sendable, Equatable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Which packets came (§4.1).
    public static let lossRunLengths = ExtendedReports(rawValue: 1)
    /// How a call sounds (§4.7).
    public static let voiceMetrics = ExtendedReports(rawValue: 2)
    static let all: ExtendedReports = [.lossRunLengths, .voiceMetrics]

    /// Reads the value of an rtcp-xr attribute; formats that we do not send are passed over, and so are their limits.
    init(parsing value: String) {
        self = []
        for word in value.split(separator: " ") {
            let name = String(word.prefix { $0 != "=" })
            if name.isSame(as: "pkt-loss-rle") { insert(.lossRunLengths) }
            if name.isSame(as: "voip-metrics") { insert(.voiceMetrics) }
        }
    }

    /// The value of the attribute.
    var names: String {
        switch self {
        case .lossRunLengths: "pkt-loss-rle"
        case .voiceMetrics: "voip-metrics"
        default: isEmpty ? "" : "pkt-loss-rle voip-metrics"
        }
    }
}
