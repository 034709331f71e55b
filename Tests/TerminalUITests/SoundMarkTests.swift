import Announcements
import CallEngine
import Testing
import Time

@testable import TerminalUI

/// The cell that tells that the other end speaks (EN 301 549 6.2.2.4).
@Suite struct SoundMarkTests {
    private func talking(isOn: Bool = true) -> Desk {
        var desk = Desk()
        desk.state.settings.showsSoundActivity = isOn
        desk.talk()
        desk.pass(.seconds(1))
        return desk
    }

    @Test func itFollowsTheSoundAndNothingElseChanges() {
        var desk = talking()
        let before = desk.screen
        #expect(before.isFarEndHeard == false)
        desk.send(.device(.farEndHeard(true)))
        var marked = desk.screen
        #expect(marked.isFarEndHeard == true)
        marked.isFarEndHeard = false
        #expect(marked == before, "neither the cursor nor a line")
        desk.send(.device(.farEndHeard(false)))
        #expect(desk.screen.isFarEndHeard == true, "it does not flicker")
        desk.pass(.milliseconds(100))
        desk.send(.device(.farEndHeard(true)))
        desk.pass(.milliseconds(200))
        #expect(desk.screen.isFarEndHeard == true)
        desk.send(.device(.farEndHeard(false)))
        desk.pass(.milliseconds(199))
        #expect(desk.screen.isFarEndHeard == true)
        desk.pass(.milliseconds(1))
        #expect(desk.screen == before)
        #expect(desk.effects.isEmpty, "it is never said")
    }

    @Test func withoutTheSettingThereIsNone() {
        var desk = talking(isOn: false)
        let before = desk.screen
        desk.send(.device(.farEndHeard(true)))
        #expect(desk.screen == before && before.isFarEndHeard == nil)
        #expect(desk.state.nextDeadline == nil)
    }

    @Test func itWaitsAfterAKey() {
        var desk = talking()
        desk.press(.down)
        desk.pass(.milliseconds(20))
        desk.send(.device(.farEndHeard(true)))
        #expect(desk.screen.isFarEndHeard == false)
        desk.pass(.milliseconds(129))
        #expect(desk.screen.isFarEndHeard == false)
        desk.pass(.milliseconds(2))
        #expect(desk.screen.isFarEndHeard == true)
    }

    /// The row of the call keeps its width, whatever becomes of the call.
    @Test func itsPlaceIsTheSettingsAlone() {
        var desk = Desk()
        #expect(desk.screen.isFarEndHeard == nil)
        desk.state.settings.showsSoundActivity = true
        #expect(desk.screen.isFarEndHeard == false, "no call is up")
        desk.talk()
        desk.pass(.seconds(1))
        desk.send(.device(.farEndHeard(true)))
        #expect(desk.screen.isFarEndHeard == true)
        desk.becomes(1, .held)
        #expect(desk.screen.isFarEndHeard == false, "the mark goes, its place stays")
    }

    @Test func itEndsWithTheCall() {
        var desk = talking()
        desk.send(.device(.farEndHeard(true)))
        desk.ends(1, .endedByPeer)
        #expect(desk.screen.isFarEndHeard == false)
        desk.talk(2, "Martin")
        #expect(desk.state.soundMark.isShown == desk.state.soundMark.isHeard)
    }

    /// The same sound keeps the voice from talking over the caller, whether it is marked or not; before a call is up it does not.
    @Test func theVoiceWaitsForTheCallersPause() {
        for isMarked in [true, false] {
            var desk = talking(isOn: isMarked)
            desk.send(.device(.farEndHeard(true)))
            desk.rings(2, "Martin", number: "0476001133")
            desk.pass(.seconds(1))
            #expect(desk.earcons == [.secondCall] && desk.said.isEmpty, "the earcon at once, the name in the pause")
            desk.send(.device(.farEndHeard(false)))
            #expect(desk.said == ["Martin"])
        }
        var desk = Desk()
        desk.rings(1)
        desk.send(.device(.farEndHeard(true)))
        #expect(desk.said.last == "Dupont")
    }

    /// Nobody is talked over in a headset that is gone: where the voice has a device of its own, the loss is said at once.
    @Test func aLostHeadsetDoesNotWaitForTheCaller() {
        var desk = talking()
        desk.send(.device(.farEndHeard(true)))
        desk.send(.device(.headsetLost))
        #expect(desk.said == ["Casque"])
    }
}
