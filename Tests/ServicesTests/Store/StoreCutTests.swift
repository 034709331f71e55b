import AgentDesk
import CallEngine
import Glibc
import Testing

@testable import Services

@Suite("A store whose program, or whose computer, ended in the middle of a write")
struct StoreCutTests {
    private func octets(_ path: String) throws -> [UInt8] {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var octets: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&part, 1, part.count, file), count > 0 { octets += part[..<count] }
        return octets
    }

    private func put(_ octets: ArraySlice<UInt8>, _ path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        #expect(octets.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) } == octets.count)
    }

    /// The log is cut at any octet of the write after the last confirmed one: what was confirmed is there, and the store is whole.
    @Test(arguments: 1...40) func whatWasConfirmedIsThere(_ seed: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/desk.sqlite"
        let store = try Store(path: path)
        let party = StoreScene.party("Dupont", "0476001122")
        let confirmed = 1 + seed * 7 % 30
        for number in 1...confirmed { try store.keep(StoreScene.call("a-\(number)", party, at: number)) }
        let (main, log) = (try octets(path), try octets(path + "-wal"))
        try store.keep(Note(text: "half written", party: party, at: 1, call: "a-1"))
        let longer = try octets(path + "-wal")
        try #require(longer.count > log.count)
        let cut = log.count + (longer.count - log.count) * seed / 41
        let other = try TemporaryFolder()
        let copy = other.path + "/desk.sqlite"
        try put(main[...], copy)
        try put(longer[..<cut], copy + "-wal")
        let again = try Store(path: copy, mends: false)
        #expect(try again.calls(most: 99).calls.map(\.begunAt) == (1...confirmed).reversed())
        #expect(try again.notes(most: 9).count <= 1)
    }
}
