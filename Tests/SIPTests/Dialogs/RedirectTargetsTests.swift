import Testing

@testable import SIP

@Suite struct RedirectTargetsTests {
    static func targets(_ original: String, _ contacts: [[String]]) throws -> [String] {
        var targets = RedirectTargets(original: try URI(parsing: original))
        for answer in contacts { targets.add(try answer.map { try NameAddress(parsing: $0) }) }
        var order: [String] = []
        while let next = targets.next() { order.append(next.description) }
        return order
    }

    @Test func theMostPreferredComesFirst() throws {
        let answer = ["<sip:a@x>;q=0.1", "<sip:b@x>", "<sip:c@x>;q=0.75", "<sip:d@x>;q=1.0", "<sip:e@x>;q=0.1"]
        #expect(try Self.targets("sip:o@x", [answer]) == ["sip:b@x", "sip:d@x", "sip:c@x", "sip:a@x", "sip:e@x"])
    }

    @Test func noTargetIsTriedTwice() throws {
        let order = try Self.targets("sip:o@x", [["<sip:a@x>", "<sip:o@X>"], ["<sip:a@x>", "<sip:b@x>"]])
        #expect(order == ["sip:a@x", "sip:b@x"])
    }

    @Test func sipsIsNotTakenToSip() throws {
        #expect(try Self.targets("sips:o@x", [["<sip:a@x>", "<sips:b@x>"]]) == ["sips:b@x"])
        #expect(
            try Self.targets("sip:o@x", [["<sips:b@x>", "<tel:+33123>", "<mailto:a@x>"]]) == ["sips:b@x", "tel:+33123"])
    }

    @Test func theNumberIsLimited() throws {
        let many = (0..<100).map { "<sip:a\($0)@x>" }
        #expect(try Self.targets("sip:o@x", [many, many]).count == DialogLimits.redirectTargets)
    }

    @Test func whatARequestURIMayNotHoldIsTakenOff() throws {
        #expect(
            try Self.targets("sip:o@x", [["<sip:a@x;method=BYE;transport=tcp?Subject=x>"]]) == ["sip:a@x;transport=tcp"]
        )
    }

    @Test(arguments: [
        (String?.none, 1000), ("1", 1000), ("1.0", 1000), ("1.000", 1000), ("0", 0), ("0.5", 500), ("0.05", 50),
        ("0.125", 125),
        ("0.", 0), ("1.5", 0), ("2", 0), ("-1", 0), ("0.1234", 0), ("", 0), ("0.a", 0), ("999999999999999999999", 0),
    ])
    func preferences(text: String?, thousandths: Int) {
        #expect(RedirectTargets.thousandths(text) == thousandths)
    }
}
