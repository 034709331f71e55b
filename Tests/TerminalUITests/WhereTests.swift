import Announcements
import CallEngine
import Testing

@testable import TerminalUI

/// What Où tells.
@Suite struct WhereTests {
    /// The words of Où after the page, the line and its place.
    static func whereabouts(_ desk: inout Desk) -> [String] {
        desk.hearAll()
        desk.pass(.seconds(1))
        desk.press(.function(3))
        return desk.said.last?.split(separator: ". ").dropFirst().map(String.init) ?? []
    }

    /// The microphone is told where its sound flows, or where the agent muted it.
    @Test(arguments: [
        (CallState.dialing, false, nil as String?), (.ringing, false, nil), (.active, false, "micro ouvert"),
        (.held, false, nil), (.heldByPeer, false, nil), (.active, true, "micro coupé"), (.held, true, "micro coupé"),
        (.heldByPeer, true, "micro coupé"),
    ]) func theMicrophoneIsToldAsItIs(callState: CallState, isMuted: Bool, words: String?) {
        var desk = Desk()
        desk.send(.engine(.callDialled(desk.call(1, "Dupont", .dialing), token: 7)))
        if callState != .dialing { desk.becomes(1, callState, muted: isMuted) }
        desk.pass(.seconds(6))
        let told = Self.whereabouts(&desk)
        #expect(told.count == (words == nil ? 1 : 2))
        #expect(told.dropFirst().last == words)
    }
}
