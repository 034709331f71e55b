import Devices
import Media
import TerminalUI
import Testing

@testable import Application

@Suite("What is told of devices")
struct DeviceTellingTests {
    @Test func aPlugIsOneLossAndOneReturn() {
        var telling = DeviceTelling()
        #expect(telling.receive(.lost(.headset, reason: "gone")) == .headsetLost(isVoicePrivate: false))
        #expect(telling.receive(.lost(.microphone, reason: "gone")) == nil)
        #expect(telling.receive(.back(.headset)) == nil)
        #expect(telling.receive(.back(.microphone)) == .headsetBack)
        #expect(telling.receive(.back(.microphone)) == nil)
    }

    @Test func theVoiceMovesToTheHeadsetAndBack() {
        var telling = DeviceTelling(hasVoiceDevice: true)
        #expect(telling.receive(.lost(.voice, reason: "gone")) == .voiceMoved)
        #expect(telling.receive(.lost(.headset, reason: "gone")) == .headsetLost(isVoicePrivate: false))
        #expect(telling.receive(.back(.voice)) == .voiceBack)
        #expect(telling.receive(.back(.headset)) == .headsetBack)
        #expect(telling.receive(.lost(.headset, reason: "gone")) == .headsetLost(isVoicePrivate: true))
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
