import Devices
import Media
import TerminalUI
import Testing

@testable import Application

@Suite("What is told of devices")
struct DeviceTellingTests {
    @Test func aPlugIsOneLossAndOneReturn() {
        var telling = DeviceTelling()
        #expect(telling.receive(.lost(.headset, reason: "gone")) == .headsetLost)
        #expect(telling.receive(.lost(.microphone, reason: "gone")) == nil)
        #expect(telling.receive(.back(.headset)) == .microphoneMissing)
        #expect(telling.receive(.back(.microphone)) == .headsetBack)
        #expect(telling.receive(.back(.microphone)) == nil)
    }

    @Test func anotherPlugIsOneWordAndSoIsTheReturnFromIt() {
        var telling = DeviceTelling()
        // Each role's news in its order; how they meet is chance.
        #expect(telling.receive(.lost(.microphone, reason: "gone")) == .headsetLost)
        #expect(telling.receive(.lost(.headset, reason: "gone")) == nil)
        #expect(telling.receive(.replaced(.headset, by: .null)) == .microphoneMissing)
        #expect(telling.receive(.replaced(.microphone, by: .silence)) == .headsetReplaced)
        #expect(telling.receive(.back(.microphone)) == nil)
        #expect(telling.receive(.back(.headset)) == .headsetBack)
        #expect(telling.receive(.lost(.headset, reason: "gone")) == .headsetLost)
        #expect(telling.receive(.replaced(.headset, by: .null)) == .headsetReplaced)
        #expect(telling.receive(.lost(.microphone, reason: "gone")) == .microphoneMissing)
        #expect(telling.receive(.replaced(.microphone, by: .silence)) == .microphoneReplaced)
    }

    @Test func aMicrophoneAloneIsReplacedAndReturns() {
        var telling = DeviceTelling()
        #expect(
            telling.receive(.replaced(.microphone, by: .silence)) == .microphoneReplaced,
            "it was not there at the start")
        #expect(telling.receive(.back(.microphone)) == .headsetBack)
        #expect(telling.receive(.lost(.microphone, reason: "gone")) == .headsetLost)
        #expect(telling.receive(.back(.microphone)) == .headsetBack)
    }

    @Test func theVoiceMovesToTheHeadsetAndBack() {
        var telling = DeviceTelling()
        #expect(telling.receive(.lost(.voice, reason: "gone")) == .voiceMoved)
        #expect(telling.receive(.lost(.headset, reason: "gone")) == .headsetLost)
        #expect(telling.receive(.back(.voice)) == .voiceBack)
        #expect(telling.receive(.back(.headset)) == .headsetBack)
        #expect(telling.receive(.lost(.ring, reason: "gone")) == .ringLost)
    }

    @Test func aDeadMicrophoneIsToldUnlessItIsUnplugged() {
        var telling = DeviceTelling()
        #expect(telling.receive(.microphone(.silent)) == .microphoneSilent)
        #expect(telling.receive(.microphone(.heard)) == .microphoneBack)
        #expect(telling.receive(.microphone(.speakingWhileMuted)) == .speakingWhileMuted)
        _ = telling.receive(.lost(.headset, reason: "gone"))
        #expect(telling.receive(.microphone(.silent)) == nil)
    }

    @Test func aComputerWithoutSoundIsToldOnce() {
        var telling = DeviceTelling()
        #expect(telling.receive(.absent(.headset, reason: "none")) == .noAudioDevice)
        #expect(telling.receive(.absent(.microphone, reason: "none")) == nil)
    }
}
