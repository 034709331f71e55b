import AgentDesk
import CallEngine
import Testing

/// By which name and number a party is told to other programs.
@Suite struct KnownPeopleTests {
    private let plan = NumberPlan(outsideLine: "0", internalLengths: [4], internalPrefix: "3347600")

    private func party(_ number: String?, name: String? = "Elle-même", isWithheld: Bool = false) -> Party {
        Party(name: name, number: number, address: "sip:\(number ?? "x")@example.org", isWithheld: isWithheld)
    }

    private func known(isTrusted: Bool) -> KnownPeople {
        let entry = PeopleIndex.Entry(
            Person(name: "Zoé Éluard", numbers: [.init(.work, "+33 4 76 00 11 22")]),
            PeopleIndex.Source(name: "annuaire Mairie", isTrusted: isTrusted))
        return KnownPeople(
            contacts: [Contact(name: "Mon collègue", address: "sip:4000@example.org")],
            people: PeopleIndex([entry], by: plan))
    }

    @Test(arguments: [
        ("0476001122", "+33476001122"), ("00476001122", "+33476001122"), ("1234", "+33476001234"), ("zoe", nil),
        ("3939", "+33476003939"), ("112", nil),
    ]) func theNumberIsInE164WhereThePlanKnowsIt(_ number: String, _ whole: String?) {
        let end = known(isTrusted: true).end(party(number))
        #expect(end.e164 == whole && end.raw == number)
    }

    @Test func aDirectoryThatIsBelievedGoesBeforeWhatCallersSay() {
        #expect(known(isTrusted: true).end(party("0476001122")).display == "Zoé Éluard")
        #expect(known(isTrusted: false).end(party("0476001122")).display == "Elle-même")
        #expect(known(isTrusted: false).end(party("0476001122", name: nil)).display == "Zoé Éluard")
    }

    @Test func aContactGoesBeforeAll() {
        #expect(known(isTrusted: true).end(party("4000")).display == "Mon collègue")
    }

    @Test func whoIsWithheldIsNobody() {
        let hidden = party("0476001122", isWithheld: true)
        #expect(known(isTrusted: true).end(hidden) == CallEvent.End())
        #expect(known(isTrusted: true).name(of: hidden) == nil)
    }

    @Test(arguments: [("sip:200@example.org", "200"), ("tel:+33476;x=1", "+33476"), ("0476", "0476")])
    func theUserOfAnAddress(_ address: String, _ user: String) { #expect(KnownPeople.user(of: address) == user) }
}
