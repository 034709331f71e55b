import CallEngine
import Control
import JSONText
import Media
import Testing
import Time

@Suite struct SoundRequestTests {
    private func actions(_ line: String) -> [ControlSession.Action] {
        var session = ControlSession(overview: EngineOverview(accounts: [], startedAt: .now), firstToken: 1)
        return session.receive(line: Array(line.utf8), at: .now)
    }

    @Test("What is asked of the sound goes to the shell, with the id that its answer carries")
    func requests() {
        #expect(
            actions(#"{"jsonrpc":"2.0","id":7,"method":"audio.list"}"#) == [.sound(.list, id: .integer(7))])
        #expect(
            actions(
                #"{"jsonrpc":"2.0","id":"a","method":"audio.select","params":{"role":"headset","device":"alsa:x"}}"#)
                == [.sound(.select(.headset, device: "alsa:x"), id: .text("a"))])
        #expect(
            actions(#"{"jsonrpc":"2.0","method":"audio.level","params":{"role":"ring","level":0}}"#)
                == [.sound(.level(.ring, percent: 0), id: nil)])
    }

    @Test("A call's own devices are both, or none; and the call is there and answered")
    func ownDevices() {
        var session = ControlSession(overview: EngineOverview(accounts: [], startedAt: .now), firstToken: 1)
        var call = CallSnapshot(
            id: CallID(3), account: AccountID(0), direction: .incoming, state: .incoming,
            remote: Party(name: nil, number: nil, address: "sip:bob@example.org"), dialledUser: "100", startedAt: .now)
        func ask(_ parameters: String) -> [ControlSession.Action] {
            session.receive(
                line: Array(#"{"jsonrpc":"2.0","id":1,"method":"call.audio","params":{\#(parameters)}}"#.utf8), at: .now
            )
        }
        let both = #""call":3,"microphone":"tone:440","headset":"wav:/tmp/a.wav""#
        #expect(ask(both).description.contains("-32002"))
        _ = session.receive(.callReceived(call), at: .now)
        #expect(ask(both).description.contains("-32004"), "it rings")
        call.state = .active
        call.answeredAt = .now
        _ = session.receive(.callChanged(call), at: .now)
        #expect(
            ask(both) == [
                .sound(
                    .call(3, OwnDevices(microphone: "tone:440", headset: "wav:/tmp/a.wav")), id: .integer(1)),
                .command(.ownSound(CallID(3), true)),
            ])
        #expect(ask(#""call":3"#) == [.sound(.call(3, nil), id: .integer(1)), .command(.ownSound(CallID(3), false))])
        #expect(ask(#""call":3,"headset":"null:""#).description.contains("-32602"), "the microphone is missing")
    }

    @Test("The shell's answers become results and faults")
    func answers() {
        let report = SoundReport(
            devices: [.init(device: "alsa:default", name: "Default", isInput: true)],
            chosen: [
                .init(role: .headset, device: "null:", percent: 100),
                .init(role: .ring, device: "alsa:x", percent: nil),
            ])
        #expect(
            ControlSession.line(answering: .integer(1), with: .report(report))
                == #"{"jsonrpc":"2.0","id":1,"result":{"devices":[{"device":"alsa:default","name":"Default","#
                + #""direction":"input"}],"chosen":[{"role":"headset","device":"null:","level":100},"#
                + #"{"role":"ring","device":"alsa:x"}]}}"#)
        #expect(ControlSession.line(answering: .integer(1), with: .done).contains(#""result":{}"#))
        for (answer, code) in [(SoundAnswer.noDevice("x"), -32602), (.sharesHeadset, -32013), (.inUse, -32014)] {
            #expect(ControlSession.line(answering: .integer(1), with: answer).contains("\(code)"))
        }
    }
}
