import Testing

@testable import Media

@Suite struct MicrophoneWatchTests {
    private static let room: [Int16] = (0..<480).map { Int16($0 % 7 * 10 - 30) }
    private static let silence = [Int16](repeating: 3, count: 480)

    private static func speech(_ index: Int) -> [Int16] {
        // Syllables of 200 ms with pauses of 100 ms.
        index % 30 < 20 ? (0..<480).map { Int16($0 % 96 * 60 - 2_850) } : room
    }

    private func findings(
        _ watch: inout MicrophoneWatch, _ use: MicrophoneUse, frames: Int, _ sound: (Int) -> [Int16]
    ) -> [MicrophoneWatch.Finding] {
        (0..<frames).compactMap { watch.take(sound($0).span, use: use) }
    }

    @Test("Speech while muted is found within half a second, once a mute")
    func speakingWhileMuted() {
        var watch = MicrophoneWatch()
        #expect(findings(&watch, .sent, frames: 100) { _ in Self.room }.isEmpty)
        #expect(findings(&watch, .muted, frames: 200) { _ in Self.room }.isEmpty)
        #expect(findings(&watch, .muted, frames: 50, Self.speech) == [.speakingWhileMuted])
        #expect(findings(&watch, .muted, frames: 3_000, Self.speech).isEmpty)
        #expect(findings(&watch, .sent, frames: 300, Self.speech).isEmpty)
        #expect(findings(&watch, .muted, frames: 100, Self.speech) == [.speakingWhileMuted])
    }

    @Test("A microphone that gives nothing at all in pauses is no other")
    func gated() {
        var watch = MicrophoneWatch()
        let nothing = [Int16](repeating: 0, count: 480)
        #expect(findings(&watch, .muted, frames: 50) { _ in nothing }.isEmpty)
        #expect(
            findings(&watch, .muted, frames: 60) { $0 % 30 < 20 ? Self.speech($0) : nothing } == [.speakingWhileMuted])
    }

    @Test("A fan, a cough and a steady tone are no speech")
    func noise() {
        var watch = MicrophoneWatch()
        #expect(findings(&watch, .muted, frames: 1_000) { _ in Self.speech(0) }.isEmpty)
        watch = MicrophoneWatch()
        #expect(findings(&watch, .muted, frames: 100) { _ in Self.room }.isEmpty)
        #expect(findings(&watch, .muted, frames: 12) { _ in Self.speech(0) }.isEmpty)
        #expect(findings(&watch, .muted, frames: 100) { _ in Self.room }.isEmpty)
    }

    @Test("A dead microphone is found after 10 s of a call, and told back when it is heard or the call ends")
    func dead() {
        var watch = MicrophoneWatch()
        #expect(findings(&watch, .idle, frames: 3_000) { _ in Self.silence }.isEmpty)
        #expect(findings(&watch, .sent, frames: 999) { _ in Self.silence }.isEmpty)
        #expect(findings(&watch, .sent, frames: 3_000) { _ in Self.silence } == [.silent])
        #expect(findings(&watch, .sent, frames: 10) { _ in Self.room } == [.heard])
        #expect(findings(&watch, .sent, frames: 900) { _ in Self.silence }.isEmpty)
        #expect(findings(&watch, .sent, frames: 1) { _ in Self.room }.isEmpty)
        #expect(findings(&watch, .sent, frames: 1_000) { _ in Self.silence } == [.silent])
        #expect(findings(&watch, .idle, frames: 10) { _ in Self.silence } == [.heard])
    }

    @Test("The loudest and an empty frame do no harm")
    func extremes() {
        var watch = MicrophoneWatch()
        #expect(watch.take([Int16](repeating: .min, count: 4_800).span, use: .muted) == nil)
        #expect(watch.take([Int16]().span, use: .muted) == nil)
    }
}
