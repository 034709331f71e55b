import Media
import Testing

/// ACCESSIBILITY A8: the word about the microphone is a fact of the sender.
@Suite struct MuteTests {
    @Test("200 random mutes: what is stated is what the packets carry, each time", arguments: Codec.standard)
    func stated(codec: Codec) throws {
        let loopback = Loopback()
        loopback.connect(codec)
        var random = SeededGenerator(7)
        let voice = Listening.sine(hertz: 400, peak: 8_000, samples: 480)
        var isMuted = false
        var wrong = 0
        for _ in 0..<200 {
            isMuted = Bool.random(using: &random)
            loopback.left.setMuted(isMuted)
            // From the next whole packet on, until the decoder's memory of the one before is over.
            let frames = 10 * Int.random(in: 12...20, using: &random)
            let heard = loopback.run(milliseconds: frames) { voice }
            let sounds = Listening.rms(heard.suffix(480)) > 100
            if loopback.left.statistics.isMicrophoneSent != sounds { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(loopback.left.microphoneUse == (isMuted ? .muted : .sent))
    }

    @Test("Who may not send is idle, muted or not")
    func idle() {
        let loopback = Loopback()
        #expect(loopback.left.microphoneUse == .idle)
        loopback.left.apply(Loopback.plan(.pcma, toPort: 5_000, direction: .receiveOnly), at: loopback.now)
        loopback.left.setMuted(true)
        #expect(loopback.left.microphoneUse == .idle)
        loopback.left.apply(Loopback.plan(.pcma, toPort: 5_000), at: loopback.now)
        #expect(loopback.left.microphoneUse == .muted)
    }
}
