import AgentDesk
import JSONText
import Testing

/// The record that other programs read.
@Suite struct CallEventTests {
    static let whole = CallEvent(
        kind: .ended, call: "run-1", sipCallID: "abc@h", isIncoming: true,
        from: .init(e164: "+33476001122", raw: "0476001122", display: "Élo\"ïse\n", isAsserted: true),
        to: .init(raw: "200"), divertedBy: .init(raw: "300"), queue: "État civil", account: "Accueil",
        agent: "cmartin", at: 1_700_000_000_000, ringMilliseconds: 3_000, talkMilliseconds: 60_000,
        endCause: "endedByPeer", quality: 430)

    @Test func oneLineHoldsTheFieldsByTheirNames() {
        let line = Self.whole.json.description
        #expect(
            line == """
                {"v":1,"event":"ended","call_id":"run-1","sip_call_id":"abc@h","direction":"incoming",\
                "from":{"number_e164":"+33476001122","raw":"0476001122","display":"Élo\\"ïse\\n","asserted":true},\
                "to":{"raw":"200","asserted":false},"diverted_by":{"raw":"300","asserted":false},\
                "queue":"État civil","account":"Accueil","agent_login":"cmartin","t":1700000000000,\
                "ring_ms":3000,"talk_ms":60000,"end_cause":"endedByPeer","quality":430}
                """)
        #expect(CallEvent(line: Array(line.utf8)) == Self.whole)
    }

    @Test(arguments: CallEvent.Kind.allCases)
    func whatIsNotKnownIsLeftOut(_ kind: CallEvent.Kind) {
        let event = CallEvent(
            kind: kind, call: "run-2", isIncoming: false, from: .init(), to: .init(), account: "Accueil", at: 0)
        #expect(CallEvent(event.json) == event)
        #expect(event.json["queue"] == nil && event.json["quality"] == nil)
    }

    @Test(arguments: [
        "", "{}", "[]", "null",
        #"{"v":2,"event":"ended","call_id":"a","direction":"incoming","from":{},"to":{},"account":"","t":0}"#,
        #"{"v":1,"event":"burnt","call_id":"a","direction":"incoming","from":{},"to":{},"account":"","t":0}"#,
        #"{"v":1,"event":"ended","call_id":"a","direction":"sideways","from":{},"to":{},"account":"","t":0}"#,
        #"{"v":1,"event":"ended","call_id":1,"direction":"incoming","from":{},"to":{},"account":"","t":0}"#,
        #"{"v":1,"event":"ended","call_id":"a","direction":"incoming","from":[],"to":{},"account":"","t":0}"#,
    ])
    func anythingElseIsNone(_ text: String) { #expect(CallEvent(line: Array(text.utf8)) == nil) }

    @Test func aLineThatIsTooLongIsNone() {
        let long = String(repeating: " ", count: Limits.callEventOctets)
        #expect(CallEvent(line: Array((Self.whole.json.description + long).utf8)) == nil)
    }

    @Test func theEnvironmentHoldsNoControlCharacterAndIsBounded() {
        var event = Self.whole
        event.from.display = "a\nb\0c\u{1b}[31m\u{85}" + String(repeating: "é", count: 2_000)
        let name = event.environment.first { $0.name == "CLAIRVOIX_FROM_NAME" }?.value
        #expect(name?.hasPrefix("abc[31mé") == true)
        #expect(name.map { $0.utf8.count <= Limits.variableOctets } == true)
        #expect(event.environment.allSatisfy { $0.name.hasPrefix("CLAIRVOIX_") && !$0.name.contains("=") })
        #expect(Set(event.environment.map(\.name)).count == event.environment.count)
    }
}
