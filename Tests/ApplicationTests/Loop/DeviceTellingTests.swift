import Devices
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

    @Test func aComputerWithoutSoundIsToldOnce() {
        var telling = DeviceTelling()
        #expect(telling.receive(.absent(.headset, reason: "none")) == .noAudioDevice)
        #expect(telling.receive(.absent(.microphone, reason: "none")) == nil)
    }
}
