import AgentDesk
import Testing

/// Contacts from files, and people found by number and by name.
@Suite struct PeopleTests {
    private let plan = NumberPlan(outsideLine: "0", internalLengths: [4], internalPrefix: "3347600")

    private func person(_ name: String, _ numbers: String..., groups: [String] = []) -> Person {
        Person(name: name, numbers: numbers.map { .init(.work, $0) }, groups: groups)
    }

    @Test func somebodyIsKnownByAnyWritingOfTheirNumber() {
        var dupont = Contact(name: "Dupont", address: "04 76 11 11 22", isFavourite: true)
        dupont.numbers = [.init(.mobile, "06 12 34 56 78")]
        let given = Person(
            name: "Jean Dupont", numbers: [.init(.mobile, "+33612345678"), .init(.home, "04 76 22 22 33")],
            mails: ["jean@example.org"], groups: ["Voirie"])
        let taken = ContactImport([given], into: [dupont], by: plan, most: 10)
        var expected = dupont
        expected.name = "Jean Dupont"
        expected.mail = "jean@example.org"
        expected.groups = ["Voirie"]
        expected.numbers.append(.init(.home, "04 76 22 22 33"))
        #expect(taken.changes == [.change(at: 0, from: dupont, to: expected)])
        #expect(ContactImport([given], into: [expected], by: plan, most: 10).known == 1)
    }

    @Test func aFileTakenTwiceDoublesNobody() {
        let people = [
            person("A", "1234"), person("B", "sip:b@example.org"), person("A bis", "+33476001234"), person("C"),
        ]
        let first = ContactImport(people, into: [], by: plan, most: 10)
        #expect(first.added == 2 && first.changed == 0)
        #expect(first.refusals == [.withoutNumber("C")])
        let contacts = first.changes.compactMap { if case .add(let contact) = $0 { contact } else { nil } }
        #expect(contacts.map(\.name) == ["A bis", "B"])
        let again = ContactImport(Array(people.dropFirst()), into: contacts, by: plan, most: 10)
        #expect(again.changes.isEmpty)
        #expect(ContactImport([person("D", "15")], into: contacts, by: plan, most: 2).refusals == [.noRoom("D")])
    }

    /// What cannot be kept does not keep the others out.
    @Test func anOddNumberIsLeftOutAloneAndToldOf() {
        let people = [person("A", "sip:x@y?Header", "1234"), person("B", "sip:x@y?Header"), person("C", "15")]
        let taken = ContactImport(people, into: [], by: plan, most: 10) { !$0.addresses.contains { $0.contains("?") } }
        #expect(
            taken.refusals == [
                .oddNumber("sip:x@y?Header", of: "A"), .oddNumber("sip:x@y?Header", of: "B"), .withoutNumber("B"),
            ])
        let kept = taken.changes.compactMap { if case .add(let contact) = $0 { contact } else { nil } }
        #expect(kept.map(\.addresses) == [["1234"], ["15"]])
    }

    @Test func whoWouldBeTooMuchStaysAsTheyAre() {
        let known = Contact(name: "A", address: "1234")
        let people = [person("A", "1234", groups: ["Voirie"]), person("B", "1235", groups: ["Voirie"])]
        let taken = ContactImport(people, into: [known], by: plan, most: 10) { $0.groups.isEmpty }
        #expect(taken.changes.isEmpty && taken.refusals == [.tooMuch("A"), .tooMuch("B")])
    }

    /// A check writes and reads a file of settings: forty thousand of them were a minute.
    @Test func whoHasNothingOddIsCheckedOnce() {
        let people = (0..<200).map {
            person("P\($0)", "06 12 34 \($0 + 1_000)", "04 76 00 \($0 + 1_000)", "sip:p\($0)@x")
        }
        var checks = 0
        let taken = ContactImport(people + people, into: [], by: plan, most: 10) { _ in
            checks += 1
            return true
        }
        #expect(checks == 10 && taken.added == 10 && taken.known == 10)
        #expect(taken.refusalCount == 380 && taken.refusals.count == PeopleLimits.cardProblems)
        #expect(taken.refusals.allSatisfy { if case .noRoom = $0 { true } else { false } })
    }

    @Test func aFileOfOddNumbersIsNotCheckedForEver() {
        let numbers = (0..<PeopleLimits.ofOnePerson).map { Person.Number(.work, "sip:\($0)@y?Header") }
        let people = (0..<1_000).map { Person(name: "P\($0)", numbers: numbers) }
        var checks = 0
        let taken = ContactImport(people, into: [], by: plan, most: 10) { _ in
            checks += 1
            return false
        }
        #expect(checks <= PeopleLimits.contactChecks + PeopleLimits.ofOnePerson + 1)
        #expect(taken.changes.isEmpty && taken.refusals.count == PeopleLimits.cardProblems)
        #expect(taken.refusalCount >= people.count)
    }

    @Test func numbersOfContactsAreWrittenWithTheirKind() {
        #expect(Person.Number(setting: "mobile: 06 12") == .init(.mobile, "06 12"))
        #expect(Person.Number(setting: "sip:a@example.org") == .init(.work, "sip:a@example.org"))
        for kind in Person.Number.Kind.allCases {
            #expect(Person.Number(setting: Person.Number(kind, "sip:a@b").setting) == .init(kind, "sip:a@b"))
        }
    }

    @Test func peopleAreFoundByNumberAndName() {
        let hall = PeopleIndex.Source(name: "annuaire Mairie", isTrusted: true)
        let index = PeopleIndex(
            [
                .init(person("Élodie Dupont", "04 76 00 12 34", groups: ["Voirie"]), hall),
                .init(person("Standard", "04 76 00 12 34", "15"), hall), .init(person("Léon Œuvrard", "3939"), hall),
            ], by: plan)
        for number in ["1234", "+33476001234", "sip:1234@example.org", "00476001234", "0476001234"] {
            #expect(index.entry(of: number)?.person.name == "Élodie Dupont", "\(number)")
        }
        #expect(index.entry(of: "15")?.person.name == "Standard")
        #expect(index.entry(of: "alice") == nil)
        #expect(index.found("dupont elo").map(\.person.name) == ["Élodie Dupont"])
        #expect(index.found("VOIRIE").count == 1)
        #expect(index.found("oeuvrard").count == 1)
        #expect(index.found("0476").count == 2)
        #expect(index.found(" ").isEmpty)
    }

    /// Milliseconds at ten thousand people: a name must not wait.
    @Test func tenThousandAreFoundAtOnce() {
        let source = PeopleIndex.Source(name: "x", isTrusted: true)
        let index = PeopleIndex(
            (0..<10_000).map { .init(person("Personne \($0)", "04 77 0\($0 / 1_000) \($0 % 1_000 + 1_000)"), source) },
            by: plan)
        let clock = ContinuousClock()
        let byNumber = clock.measure { for _ in 0..<100 { #expect(index.entry(of: "0612345678") == nil) } }
        #expect(byNumber / 100 < .milliseconds(4))
        #expect(index.found("personne 9999").count == 1)
    }

    @Test func nothingTypedIsAFilter() {
        let template = "(&(objectClass=person)(cn=*{words}*))"
        #expect(
            DirectoryFilter.filter(template, words: "*)(uid=*))(|(cn=a\\")
                == "(&(objectClass=person)(cn=*\\2a\\29\\28uid=\\2a\\29\\29\\28|\\28cn=a\\5c*))")
        #expect(DirectoryFilter.escaped("é\u{0}") == "\\c3\\a9\\00")
        #expect(DirectoryFilter.filter(template, words: "{words}") == "(&(objectClass=person)(cn=*{words}*))")
        #expect(DirectoryFilter.filter(template, words: String(repeating: "*", count: 2_000)) == nil)
    }
}
