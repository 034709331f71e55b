import Announcements
import Devices

/// A phrase as espeak-ng says it, ready to be looked for.
struct Rendering {
    /// Of likeness: from here on it is the phrase.
    static let least: Float = 0.9
    /// How much less alike the other language has to be.
    static let otherLanguage: Float = 0.15

    /// What stands between two pauses.
    private struct Piece {
        var first: Int
        var shape: SpectralShape
    }

    let track: EarTrack
    private let shape: SpectralShape
    private let pieces: [Piece]

    init(_ text: String, _ language: Language, rate: Int) {
        self.init(EarTrack(whole: Voice.render(text, language: language, rate: rate)))
    }

    init(_ track: EarTrack) {
        self.track = track
        shape = SpectralShape(track.bands[...])
        pieces = Self.pieces(of: track.samples).map { first, last in
            Piece(first: first, shape: SpectralShape(EarTrack(compared: Array(track.samples[first..<last])).bands[...]))
        }
    }

    /// Samples of 8 kHz.
    var length: Int { track.samples.count }
    var isEmpty: Bool { shape.frames == 0 }

    /// Its beginning: what was said of it before it was cut.
    func beginning(_ length: Int) -> Rendering {
        Rendering(EarTrack(compared: Array(track.samples.prefix(max(0, length)))))
    }

    /// A stretch of it.
    func part(from first: Int, to last: Int) -> SpectralShape {
        let bounded = max(0, first)..<max(max(0, first), min(last, length))
        return SpectralShape(EarTrack(compared: Array(track.samples[bounded])).bands[...])
    }

    /// Where it is the most alike among beginnings: the least of its pieces' likeness, as the pauses between two words
    /// vary.
    func find(in ear: EarTrack, from first: Int, to last: Int) -> FoundPlace {
        let whole = ear.place(shape, from: first, to: last)
        // Two pauses that differ set most of a phrase beside itself; its pieces tell.
        guard whole.likeness >= 0.3 || pieces.count >= 3 else { return whole }
        guard pieces.count >= 2 else { return ear.placeFinely(shape, from: whole.start - 80, to: whole.start + 80) }
        var found = pieces.map { place($0, whole.start + $0.first, in: ear) }
        if Self.likeness(found) < Self.least {
            found = follow(found.indices.max { found[$0].likeness < found[$1].likeness } ?? 0, of: found, in: ear)
        }
        if Self.likeness(found) < Self.least, pieces.count >= 4 {
            // The longest piece is told from all others wherever it is.
            let longest = pieces.indices.max { pieces[$0].shape.frames < pieces[$1].shape.frames } ?? 0
            let piece = pieces[longest]
            found[longest] = ear.placeFinely(
                piece.shape, from: first + piece.first - slack, to: last + piece.first + slack)
            found = follow(longest, of: found, in: ear)
        }
        return FoundPlace(
            start: (found.first?.start ?? 0) - (pieces.first?.first ?? 0), likeness: Self.likeness(found))
    }

    /// How far all its pauses together may shift its end.
    var slack: Int { max(Self.pauseDrift, pieces.count * Self.pauseDrift / 4) }

    private static func likeness(_ found: [FoundPlace]) -> Float { found.reduce(1) { min($0, $1.likeness) } }

    /// Many pauses add up: from a piece whose place is known to its neighbours, and on from these.
    private func follow(_ known: Int, of found: [FoundPlace], in ear: EarTrack) -> [FoundPlace] {
        var found = found
        for number in found.indices.dropFirst(known + 1) {
            let apart = pieces[number].first - pieces[number - 1].first
            found[number] = place(pieces[number], found[number - 1].start + apart, in: ear)
        }
        for number in found.indices.prefix(known).reversed() {
            let apart = pieces[number + 1].first - pieces[number].first
            found[number] = place(pieces[number], found[number + 1].start - apart, in: ear)
        }
        return found
    }

    private func place(_ piece: Piece, _ middle: Int, in ear: EarTrack) -> FoundPlace {
        ear.placeFinely(piece.shape, from: middle - Self.pauseDrift, to: middle + Self.pauseDrift)
    }

    /// Every place where it is heard among beginnings, one after the other. What overlaps by half is one.
    func findAll(in ear: EarTrack, from first: Int, to last: Int) -> [FoundPlace] {
        guard !isEmpty, first <= last else { return [] }
        let best = find(in: ear, from: first, to: last)
        guard best.likeness >= Self.least else { return [] }
        let apart = max(length / 2, EarTrack.levelStep)
        return findAll(in: ear, from: first, to: min(best.start - apart, last - apart)) + [best]
            + findAll(in: ear, from: max(best.start, first) + apart, to: last)
    }

    /// So many samples at least have a shape of their own (60 ms): the burst that ends a word has none.
    private static let leastPiece = BandSpectrum.window + 3 * BandSpectrum.step

    /// (first, last) of what stands between pauses of 20 ms.
    private static func pieces(of samples: [Int16]) -> [(Int, Int)] {
        var (found, first, quiet): ([(Int, Int)], Int, Int) = ([], 0, 0)
        let frame = EarTrack.levelStep
        for place in stride(from: 0, to: samples.count, by: frame) {
            let isQuiet = samples[place..<min(place + frame, samples.count)].allSatisfy { $0.magnitude < 150 }
            quiet = isQuiet ? quiet + 1 : 0
            if quiet == 4, place - 3 * frame - first >= leastPiece { found.append((first, place - 3 * frame)) }
            if quiet >= 4 { first = place + frame }
        }
        return samples.count - first >= leastPiece ? found + [(first, samples.count)] : found
    }
}
