import AgentDesk
import CallEngine
import Glibc
import Testing

@testable import Services

/// Calls and notes for the store's tests.
enum StoreScene {
    static func party(_ name: String?, _ number: String) -> Party {
        Party(name: name, number: number, address: "sip:\(number)@b.example")
    }

    static func call(
        _ id: String, _ party: Party, at moment: Int = 1_000, cause: EndReason.Cause? = .endedByPeer,
        seconds: Int? = 60
    ) -> PastCall {
        PastCall(
            id: id, line: "Accueil", party: party, isIncoming: true, cause: cause, begunAt: moment,
            endedAt: moment + (seconds ?? 0) + 5, seconds: seconds)
    }

    /// Whether the octets stand in any file of the folder.
    static func folder(_ folder: TemporaryFolder, holds text: String) -> Bool {
        let wanted = Array(text.utf8)
        return folder.names.contains { name in
            guard let file = fopen(folder.path + "/" + name, "r") else { return false }
            defer { fclose(file) }
            var octets: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 65_536)
            while case let count = fread(&part, 1, part.count, file), count > 0 { octets += part[..<count] }
            return octets.indices.contains { octets[$0...].starts(with: wanted) }
        }
    }
}
