import CallEngine
import Testing

@testable import AgentDesk

@Suite("What is kept is found by plain words and digits")
struct SearchWordsTests {
    private let elodie = Party(name: "Élodie Lefèvre", number: "+33476001122", address: "sip:+33476001122@b.example")

    private func finds(_ typed: String, _ call: PastCall, notes: [String] = []) -> Bool {
        let words = SearchWords.of(call, notes: notes)
        return SearchWords.asked(typed).allSatisfy { words.contains($0) }
    }

    @Test(arguments: [
        "elodie", "LEFÈVRE", "fevre élo", "0476", "04 76 00", "+33476", "+33 4 76", "0033476001122", "33476",
        "04.76.00.11.22", "+33 (0)4 76", "mairie", "chêne", "2026-117", "accueil",
    ])
    func aCallIsFoundBy(_ typed: String) {
        let call = PastCall(
            id: "a-1", line: "Accueil", party: elodie,
            forwardedBy: [Party(name: "Mairie", number: "200", address: "sip:200@b.example")], isIncoming: true,
            cause: .endedByPeer, begunAt: 1, seconds: 2,
            incidents: [IncidentReference(connector: "publik", number: "2026-117")])
        #expect(finds(typed, call, notes: ["Un chêne est tombé"]))
        #expect(!finds("martin", call) && !finds("0477", call))
    }

    @Test func whatIsTypedIsBounded() {
        #expect(SearchWords.asked("  ") == [] && SearchWords.asked("+") == [])
        #expect(SearchWords.asked(String(repeating: "a b ", count: 99)).count == Limits.searchWords)
        #expect(SearchWords.asked(String(repeating: "x", count: 999)).first?.count == Limits.searchCharacters)
        #expect(SearchWords.nationalDigits("12a") == nil && SearchWords.nationalDigits("") == nil)
    }

    @Test func onePersonHasManyWritings() {
        let person = DeskPerson(address: "0476001122")
        #expect(person.isNamed(by: elodie))
        #expect(DeskPerson(address: "sip:+33476001122@b.example").isNamed(number: "04 76 00 11 22", address: ""))
        #expect(!person.isNamed(number: "0476001123", address: "sip:0476001123@b.example"))
        #expect(!person.isNamed(number: nil, address: "") && !DeskPerson(address: "").isNamed(number: "", address: ""))
        let alice = DeskPerson(address: "sip:alice@b.example")
        #expect(alice.isNamed(number: "alice", address: "SIP:Alice@b.example"))
        #expect(
            !alice.isNamed(number: "alice", address: "sip:alice@elsewhere.example"), "another domain")
    }
}
