import Control
import Media
import SIP
import Testing

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
