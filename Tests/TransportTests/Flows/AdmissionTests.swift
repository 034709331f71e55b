import CallEngine
import NIOCore
import Testing

@testable import Transport

@Suite struct AdmissionTests {
    /// So many silent connections of each host; the first of all is the oldest.
    private static func peers(_ shares: [(host: String, count: Int)], named: Set<String> = []) -> [AcceptedConnection] {
        let hosts = shares.flatMap { Array(repeating: $0.host, count: $0.count) }
        return hosts.enumerated().map { number, host in
            AcceptedConnection(
                flow: FlowID(number), host: host, isNamed: named.contains(host),
                heardAt: .uptimeNanoseconds(UInt64(number)))
        }
    }

    private static let full = [("a", 16), ("b", 15), ("c", 16), ("d", 1)]

    @Test func eachHostHasItsShareAndNamedOnesToo() {
        for isNamed in [true, false] {
            let most = Transport.Limits.acceptedConnectionsPerHost
            let some = Self.peers([("a", most - 1), ("b", 3)], named: isNamed ? ["a"] : [])
            #expect(Admission(of: "a", isNamed: isNamed, among: some) == .room)
            let all = Self.peers([("a", most), ("b", 3)], named: isNamed ? ["a"] : [])
            #expect(Admission(of: "a", isNamed: isNamed, among: all) == .refused)
            #expect(Admission(of: "b", isNamed: false, among: all) == .room)
        }
    }

    @Test func placesAreKeptForNamedHosts() {
        let peers = Self.peers(Self.full)
        #expect(peers.count == Transport.Limits.acceptedStrangers)
        #expect(Admission(of: "server", isNamed: true, among: peers) == .room)
        #expect(Admission(of: "e", isNamed: false, among: peers) == .instead(of: FlowID(0)))
        #expect(Admission(of: "e", isNamed: false, among: Array(peers.dropLast())) == .room)
    }

    @Test func thePlaceIsTakenFromWhoHasMostAndWasSilentLongest() {
        var peers = Self.peers(Self.full)
        peers[0].heardAt = .uptimeNanoseconds(99)
        #expect(Admission(of: "e", isNamed: false, among: peers) == .instead(of: FlowID(1)))
        #expect(Admission(of: "b", isNamed: false, among: peers) == .instead(of: FlowID(1)))
        let each = Self.peers((0..<Transport.Limits.acceptedStrangers).map { ("host \($0)", 1) })
        #expect(Admission(of: "e", isNamed: false, among: each) == .instead(of: FlowID(0)))
        #expect(Admission(of: "host 5", isNamed: false, among: each) == .refused)
    }

    @Test func aNamedHostTakesAnyStrangersPlaceButNoNamedOnes() {
        let some = Self.peers([("x", 16), ("y", 16), ("z", 16), ("w", 15), ("s", 1)], named: ["x", "y", "z", "w"])
        #expect(Admission(of: "server", isNamed: true, among: some) == .instead(of: FlowID(63)))
        #expect(Admission(of: "s", isNamed: false, among: some) == .refused)
        let all = Self.peers([("x", 16), ("y", 16), ("z", 16), ("w", 16)], named: ["x", "y", "z", "w"])
        #expect(Admission(of: "server", isNamed: true, among: all) == .refused)
    }

    @Test func aHostIsNamedAsLongAsAFlowLeadsThere() {
        var hosts = NamedHosts()
        hosts.add("a")
        hosts.add("a")
        hosts.remove("a")
        hosts.remove("b")
        #expect(hosts.contains("a") && !hosts.contains("b"))
        hosts.remove("a")
        #expect(!hosts.contains("a"))
    }
}
