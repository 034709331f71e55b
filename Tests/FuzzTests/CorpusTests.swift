import Foundation
import FuzzTargets
import Testing

/// Every input that a fuzzer was given to begin with, or once found, goes through its target again.
@Suite struct CorpusTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzz/Corpus")

    @Test(arguments: FuzzTarget.allCases)
    func nothingStopsTheProgram(_ target: FuzzTarget) throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: target.rawValue), includingPropertiesForKeys: nil)
        #expect(!files.isEmpty, "a target without seeds")
        for file in files { target.run(Array(try Data(contentsOf: file))) }
    }

    /// The same seeds with octets changed, from a fixed source: a little of what `make fuzz` does, in every run.
    @Test(arguments: FuzzTarget.allCases)
    func norDoSeededMutations(_ target: FuzzTarget) throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: target.rawValue), includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
        var random = SplitMix(state: 20_261_124)
        for file in files {
            let seed = Array(try Data(contentsOf: file))
            for _ in 0..<(target == .engine ? 20 : 200) { target.run(Self.mutated(seed, &random)) }
        }
    }

    private static func mutated(_ seed: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var octets = seed
        for _ in 0..<Int.random(in: 1...6, using: &random) where !octets.isEmpty {
            let place = Int.random(in: octets.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: octets[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1: octets.remove(at: place)
            case 2: octets.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
            case _:
                let end = min(octets.count, place + Int.random(in: 1...40, using: &random))
                octets.insert(contentsOf: octets[place..<end], at: place)
            }
        }
        return octets
    }
}

/// A small generator with a fixed beginning.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
