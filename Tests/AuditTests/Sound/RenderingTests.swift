import Announcements
import Devices
import Testing

@testable import Audit

struct RenderingTests {
    /// The sound of a phrase whose longest pause lasts longer or less long, between two seconds of silence.
    private func recording(_ text: String, pauseBy milliseconds: Int) throws -> EarTrack {
        var sound = Voice.render(text, language: .english, rate: 260)
        var (longest, run) = (0..<0, 0)
        for index in sound.indices {
            run = sound[index].magnitude < 150 ? run + 1 : 0
            if run > longest.count { longest = index + 1 - run..<index + 1 }
        }
        let middle = longest.lowerBound + longest.count / 2
        if milliseconds >= 0 {
            sound.insert(contentsOf: [Int16](repeating: 0, count: milliseconds * 48), at: middle)
        } else {
            try #require(longest.count > -milliseconds * 48)
            sound.removeSubrange(middle + milliseconds * 24..<middle - milliseconds * 24)
        }
        let silence = [Int16](repeating: 0, count: 96_000)
        return EarTrack(whole: silence + sound + silence)
    }

    @Test("A phrase is found whatever its pause, and no other", arguments: [-40, 0, 40, 65, 90])
    func pauses(_ milliseconds: Int) throws {
        let ear = try recording("Ready, line Reception", pauseBy: milliseconds)
        let found = Rendering("Ready, line Reception", .english, rate: 260).find(in: ear, from: 0, to: 24_000)
        #expect(found.likeness >= Rendering.least)
        #expect(abs(found.start - 16_000) <= 160)
        let other = Rendering("Steady, line Emergency", .english, rate: 260).find(in: ear, from: 0, to: 24_000)
        #expect(other.likeness < Rendering.least)
    }

    /// The burst that ends "back" is shorter than a spectrum's window reaches: it is never the same twice.
    @Test("A phrase that ends with a burst is found wherever it stands between two spectra")
    func bursts() {
        let sound = Voice.render("Dupont is back", language: .english, rate: 260)
        let rendering = Rendering("Dupont is back", .english, rate: 260)
        for shift in stride(from: 0, to: 480, by: 30) {
            let before = [Int16](repeating: 0, count: 48_000 + shift)
            let ear = EarTrack(whole: before + sound + before)
            #expect(rendering.find(in: ear, from: 7_000, to: 9_000).likeness >= 0.95)
        }
    }
}
