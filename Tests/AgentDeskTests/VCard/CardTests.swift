import AgentDesk
import Testing

/// Files of vCards, of the versions and the bad habits that are about.
@Suite struct CardTests {
    private func read(_ lines: [String], end: String = "\r\n") -> CardReading {
        CardReading(Array((lines.joined(separator: end) + end).utf8))
    }

    private func card(_ lines: String..., version: String = "3.0") -> Person? {
        read(["BEGIN:VCARD", "VERSION:\(version)"] + lines + ["END:VCARD"]).people.first
    }

    @Test func aWholeCardIsRead() {
        let person = card(
            "N:Dupont;Jean;;M.;", "FN:Jean Dupont", "ORG:Mairie\\; annexe;Voirie", "TEL;TYPE=WORK,VOICE:04 76 00 11 22",
            "TEL;TYPE=CELL;TYPE=PREF:06 12 34 56 78", "EMAIL;TYPE=INTERNET:jean@example.org",
            "CATEGORIES:Élus,Voirie\\, nord", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA")
        #expect(
            person
                == Person(
                    name: "Jean Dupont",
                    numbers: [.init(.mobile, "06 12 34 56 78"), .init(.work, "04 76 00 11 22")],
                    mails: ["jean@example.org"], organisation: "Mairie; annexe", department: "Voirie",
                    groups: ["Élus", "Voirie, nord"]))
    }

    @Test func versionFourIsRead() {
        let person = card(
            "FN:Zoé \"Z\" Éclair", "TEL;VALUE=uri;PREF=2;TYPE=\"voice,home\":tel:+33-4-76-00-11-22;ext=5",
            "TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+33612345678", version: "4.0")
        #expect(person?.name == "Zoé \"Z\" Éclair")
        #expect(person?.numbers == [.init(.mobile, "+33612345678"), .init(.home, "+33-4-76-00-11-22")])
    }

    @Test func oldTelephonesAreRead() {
        let lines = [
            "BEGIN:VCARD", "VERSION:2.1", "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:L=C3=A9on;Zo=", "=C3=A9",
            "TEL;CELL;VOICE:0612345678", "END:VCARD",
        ]
        for end in ["\r\n", "\n", "\r"] {
            let people = read(lines, end: end).people
            #expect(people.first?.name == "Zoé Léon")
            #expect(people.first?.numbers == [.init(.mobile, "0612345678")])
        }
        let latin = CardReading(
            Array("BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1:L".utf8) + [0xe9] + Array("a\nEND:VCARD\n".utf8))
        #expect(latin.people.first?.name == "Léa")
    }

    @Test func linesAreUnfoldedAndGrouped() {
        let person = card(
            "FN:Jean", "  Du", "\tpont", "item1.TEL;TYPE=WORK:04 76", "  00 11 22", "item1.X-ABLabel:Bureau")
        #expect(person?.name == "Jean Dupont")
        #expect(person?.numbers == [.init(.work, "04 76 00 11 22")])
    }

    @Test func parametersMayHoldCaretsAndColons() {
        let person = card("FN;X-NOTE=\"a:b;c ^'d^' ^^ ^n\":Jean", "TEL;TYPE=work;X=\"1:2\":15", version: "4.0")
        #expect(person?.name == "Jean")
        #expect(person?.numbers == [.init(.work, "15")])
    }

    @Test func namesAreFoundWhereverTheyAre() {
        #expect(card("N:Dupont;Jean;Marie;;")?.name == "Jean Marie Dupont")
        #expect(card("ORG:Mairie")?.name == "Mairie")
        #expect(card("TEL:15")?.name == "15")
        #expect(card("FN:", "N:;;;;") == nil)
    }

    @Test func whatIsNotTakenIsReported() {
        let reading = read([
            "garbage", "BEGIN:VCARD", "VERSION:4.0", "FN:A", "PHOTO:x", "PHOTO:y", "BDAY:2000", "no colon", "END:VCARD",
            "BEGIN:VCARD", "KIND:group", "FN:Tous", "END:VCARD", "BEGIN:VCARD", "NOTE:x", "END:VCARD", "BEGIN:VCARD",
            "FN:cut",
        ])
        #expect(reading.people.map(\.name) == ["A"])
        #expect(reading.leftOut == ["PHOTO": 2, "BDAY": 1, "NOTE": 1])
        #expect(reading.problems.map(\.reason) == [.unreadable, .unreadable, .notAPerson, .nameless, .cut])
        #expect(reading.problems.map(\.line) == [1, 8, 10, 14, 17])
    }

    @Test func aCardWithinACardIsPassedOver() {
        let reading = read([
            "BEGIN:VCARD", "FN:A", "AGENT:", "BEGIN:VCARD", "FN:B", "TEL:1", "END:VCARD", "TEL:15", "END:VCARD",
        ])
        #expect(reading.people == [Person(name: "A", numbers: [.init(.other, "15")])])
    }

    @Test func namesAreMadeSpeakable() {
        #expect(card("FN:Jean\\nDu\u{202E}pont\u{7}  x")?.name == "Jean Dupont x")
        #expect(card("FN:" + String(repeating: "é", count: 5_000))?.name.count == PeopleLimits.personCharacters)
    }

    @Test(arguments: CardWriting.Version.allCases) func whatIsWrittenIsReadBack(_ version: CardWriting.Version) {
        var generator = Seeded(seed: 6350)
        for _ in 0..<300 {
            let people = (0..<Int.random(in: 1...3, using: &generator)).map { _ in person(&generator) }
            let octets = CardWriting.octets(people, version)
            let reading = CardReading(octets)
            #expect(reading.people == people)
            #expect(reading.problemCount == 0 && reading.leftOut.isEmpty)
            let lines = octets.split(separator: 0x0a)
            #expect(lines.allSatisfy { $0.count <= 76 && $0.last == 0x0d })
        }
    }

    @Test func brokenFilesEndNothing() {
        var generator = Seeded(seed: 2426)
        let seed =
            CardWriting.octets((0..<3).map { _ in person(&generator) }, .three)
            + Array("BEGIN:VCARD\nN;QUOTED-PRINTABLE:=C3=\n=A9=\nFN;X=\"^'\":a\\\nEND:VCARD".utf8)
        let signs = Array("\r\n =:;,\"\\^.\tBEGIN:VCARD".utf8) + [0, 0xff, 0xc3]
        for _ in 0..<3_000 {
            var octets = seed
            for _ in 0..<Int.random(in: 1...20, using: &generator) {
                let place = Int.random(in: 0..<octets.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: octets[place] = signs[Int.random(in: 0..<signs.count, using: &generator)]
                case 1: octets.remove(at: place)
                default: octets.insert(signs[Int.random(in: 0..<signs.count, using: &generator)], at: place)
                }
            }
            let reading = CardReading(octets)
            #expect(reading.people.count <= 64)
            #expect(reading.people.allSatisfy { !$0.name.isEmpty })
        }
    }

    private func person(_ generator: inout Seeded) -> Person {
        func text(_ most: Int = 40) -> String {
            let signs = Array("abcdéèçœ€漢,;:\\\"^='.-()🌳")
            let length = Int.random(in: 1...most, using: &generator)
            return String((0..<length).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] })
        }
        func texts() -> [String] {
            var seen: [String] = []
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let one = text()
                if !seen.contains(one) { seen.append(one) }
            }
            return seen
        }
        let kinds = Person.Number.Kind.allCases
        return Person(
            name: text(120),
            numbers: texts().map { _ in
                .init(
                    kinds[Int.random(in: 0..<kinds.count, using: &generator)],
                    "0" + String(Int.random(in: 1..<999_999_999, using: &generator)))
            }, mails: texts(), organisation: Bool.random(using: &generator) ? text() : nil,
            department: Bool.random(using: &generator) ? text() : nil, groups: texts())
    }
}
