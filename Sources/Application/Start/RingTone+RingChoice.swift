import CallEngine
import Devices

extension RingTone {
    /// The sound of what the PBX asked for (Alert-Info, RFC 3261 §20.4). A silent call does not come so far.
    init(_ choice: RingChoice) {
        self =
            switch choice {
            case .normal, .silent: .normal
            case .internal: .colleague
            case .external: .outside
            case .priority: .urgent
            }
    }
}
