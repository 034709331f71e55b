import AgentDesk
import Testing
import Time

/// Links to call: what is read of them, and what is refused.
@Suite struct CallLinkTests {
    @Test(arguments: [
        ("tel:+33-4-76-00-11-22", "+33476001122", nil), ("TEL:0476001122", "0476001122", nil),
        ("tel:04%2076%2000%2011%2022", "0476001122", nil), ("tel:(04)76.00.11.22", "0476001122", nil),
        ("tel:04%C2%A076%E2%80%AF00", "047600", nil),
        ("tel:7042;phone-context=+33-476", "7042", nil),
        ("tel:7042;phone-context=example.org", "sip:7042@example.org", nil),
        ("tel:*1%23;phone-context=example.org", "sip:*1%23@example.org", nil),
        ("tel:+33476001122;ext=12-34", "+33476001122", "1234"),
        ("tel:+33476001122;isub=1;x=%0d%0a", "+33476001122", nil), ("tel:15", "15", nil),
        ("sip:alice@example.org", "sip:alice@example.org", nil),
        ("sip:%C3%A9lo%C3%AFse@example.org:5070", "sip:%C3%A9lo%C3%AFse@example.org:5070", nil),
        ("sips:200@[2001:db8::1]:5061;transport=tcp", "sips:200@[2001:db8::1]:5061", nil),
        ("sip:200@example.org;maddr=192.0.2.1?Replaces=a%3Bfrom-tag%3Db&body=x", "sip:200@example.org", nil),
        ("callto:+33%204%2076%2000%2011%2022", "+33476001122", nil), ("callto:tel:0476001122", "0476001122", nil),
        ("callto:+33476001122+type=phone", "+33476001122", nil), ("callto:0476001122?call", "0476001122", nil),
        ("callto:sip:alice@example.org", "sip:alice@example.org", nil),
        ("callto://alice@example.org/", "sip:alice@example.org", nil),
    ])
    func linksAreRead(_ text: String, _ address: String, _ subscriber: String?) throws {
        let link = try CallLink(parsing: text)
        #expect(link.address == address && link.subscriber == subscriber)
    }

    @Test(arguments: [
        "", "0476001122", "mailto:a@b", "javascript:alert(1)", "file:///etc/passwd", "-x", "--config=x", "://", "tel",
        "http://example.org", " tel:0476001122", "télé:1",
    ])
    func otherSchemesAreRefused(_ text: String) {
        #expect(throws: CallLink.Fault.scheme) { try CallLink(parsing: text) }
    }

    @Test(arguments: [
        "tel:", "tel:;ext=1", "tel:abc", "tel:+", "tel:+33*", "tel:04%0d%0a76", "tel:04%0", "tel:04%zz", "tel:04%ff",
        "tel:%2D%2D", "tel:04\n76", "tel:04%E2%80%AE76", "tel:047600;phone-context=", "tel:047600;phone-context=-a.b",
        "tel:047600;phone-context=a b", "tel:+334;phone-context=+33", "tel:047600;ext=", "tel:047600;ext=abc",
        "tel:0476;ext=1;ext=2", "tel:0476;phone-context=a;phone-context=b", "tel://047600", "tel:a@b",
        "sip:", "sip:example.org", "sip:@example.org", "sip:a@", "sip:a@b@c", "sip:a:secret@example.org",
        "sip:a@example.org:0", "sip:a@example.org:65536", "sip:a@example.org:5060x", "sip:a@exam ple.org",
        "sip:a%0d%0aVia@example.org", "sip:a%00@example.org", "sip:a%@example.org", "sip:\u{202e}a@example.org",
        "sip:a@-example.org", "sip:a@.org", "sip:a@[zz]", "sip:a@[]", "sip:<a>@example.org", "sip:a b@example.org",
        "callto:alice", "callto:", "callto://", "callto:tel:", "callto:sip:x", "callto:a@b@c",
    ])
    func brokenAndHostileLinksAreRefused(_ text: String) {
        #expect(throws: CallLink.Fault.address) { try CallLink(parsing: text) }
    }

    @Test func aLinkIsBounded() {
        let long = "tel:" + String(repeating: "1", count: Limits.linkOctets)
        #expect(throws: CallLink.Fault.tooLong) { try CallLink(parsing: long) }
    }

    /// Of a desk that says how its exchange gets a line, and of one that does not.
    private static let plans = [
        NumberPlan(), NumberPlan(outsideLine: "0", internalLengths: [4], internalPrefix: "3347600"),
        NumberPlan(outsideLine: "9"),
    ]

    @Test(
        arguments: [
            "15", "112", "0112", "015", "+33112", "00112", "0899123456", "+33899123456", "0033899123456",
            "33899123456", "899123456", "+330899123456", "00330899123456", "0 0899 12 34 56", "00899123456",
            "0 0033 899 12 34 56", "000330899123456", "00 33 8 91 23 45 67", "118218", "0 118 218", "+33118218",
            "0033118218", "0 0033 118218", "03615", "+333615", "00333615", "*21*0476001122%23", "*1",
        ], plans)
    func neitherEmergencyNorPremiumNorCodesDialThemselves(_ number: String, _ plan: NumberPlan) throws {
        let link = try CallLink(parsing: "tel:" + number.replacing(" ", with: "%20"))
        #expect(!link.mayDialItself(emergency: ["15", "112"], by: plan))
    }

    /// Numbers that are, or may be read as, something else than they seem by the plan beside them.
    private static let asked: [(String, NumberPlan)] = [
        // Digit by digit, help and services are reached before the last one.
        ("1120", NumberPlan()), ("1800", NumberPlan()), ("31790", NumberPlan()), ("112345678", NumberPlan()),
        ("118218000", NumberPlan()), ("1120", NumberPlan(internalLengths: [4])),
        ("1512", NumberPlan(outsideLine: "0", internalLengths: [4])),
        // The exchange takes the 0 for its own.
        ("0112345678", NumberPlan(outsideLine: "0")), ("0118218000", NumberPlan(outsideLine: "0")),
        ("0317900000", NumberPlan(outsideLine: "0")), ("0153000000", NumberPlan(outsideLine: "0")),
        ("0033476001122", NumberPlan(outsideLine: "00")),
        // The exchange wants other digits than the settings say.
        ("90899123456", NumberPlan()), ("0000899123456", NumberPlan()), ("00476001122", NumberPlan()),
        ("9112", NumberPlan(internalLengths: [4])), ("9362", NumberPlan(internalLengths: [4])),
        // Abroad: services of the world, satellites, and what costs more there.
        ("+979123456789", NumberPlan()), ("+88213123456", NumberPlan()), ("+19005550100", NumberPlan()),
        ("+449098790000", NumberPlan()), ("+3290012345", NumberPlan()), ("+441632960000", NumberPlan()),
        ("0041900123456", NumberPlan()), ("+687123456", NumberPlan()),
        // No line outside is asked for.
        ("118218", NumberPlan(internalLengths: [6])), ("3615", NumberPlan(internalLengths: [4])),
        ("0890", NumberPlan(internalLengths: [4])), ("899123", NumberPlan(internalLengths: [6])),
        // What is no whole number of the plan, or no writing of it.
        ("7042", NumberPlan()), ("047600", NumberPlan()), ("476001122", NumberPlan()), ("33476001122", NumberPlan()),
        ("+330476001122", NumberPlan()), ("0806123456", NumberPlan()), ("+33262262123456", NumberPlan()),
        ("90899123456", NumberPlan(outsideLine: "9")), ("900338 99 12 34 56", NumberPlan(outsideLine: "9")),
        ("9118218", NumberPlan(outsideLine: "9")), ("93615", NumberPlan(outsideLine: "9")),
        ("9112", NumberPlan(outsideLine: "9")), ("9112", NumberPlan(outsideLine: "9", internalLengths: [4])),
    ]

    @Test(arguments: asked)
    func whatMayBeSomethingElseAsks(_ number: String, _ plan: NumberPlan) throws {
        let link = try CallLink(parsing: "tel:" + number.replacing(" ", with: "%20"))
        #expect(!link.mayDialItself(emergency: ["15", "112"], by: plan))
    }

    @Test func theLinesOwnEmergencyNumbersAsk() throws {
        for (text, emergency) in [
            ("tel:+33476001122", "0476001122"), ("tel:0476001122", "+33476001122"), ("tel:0476001122", "0476"),
        ] {
            #expect(try !CallLink(parsing: text).mayDialItself(emergency: [emergency], by: NumberPlan()), "\(text)")
        }
    }

    @Test(
        arguments: [
            "tel:0476001122", "tel:+33476001122", "tel:0033476001122", "tel:0612345678", "tel:0953123456",
            "tel:+33389123456", "tel:+33112345678", "tel:+262262123456", "tel:0262123456", "tel:00596596123456",
        ], plans)
    func wholeNumbersOfTheCountryMay(_ text: String, _ plan: NumberPlan) throws {
        #expect(try CallLink(parsing: text).mayDialItself(emergency: ["15", "112"], by: plan))
    }

    /// Numbers that the plan beside them makes sure.
    private static let sure: [(String, NumberPlan)] = [
        ("0153000000", NumberPlan()), ("0389123456", NumberPlan()), ("0389123456", NumberPlan(outsideLine: "9")),
        ("00389123456", NumberPlan(outsideLine: "0")), ("90153000000", NumberPlan(outsideLine: "9")),
        ("900262262123456", NumberPlan(outsideLine: "9")),
        ("7042", NumberPlan(internalLengths: [4])), ("7042", plans[1]), ("3615", plans[1]),
        ("3615", NumberPlan(outsideLine: "9", internalLengths: [4])), ("+33476007042", plans[1]),
    ]

    @Test(arguments: sure)
    func soMayWhatThePlanMakesSure(_ number: String, _ plan: NumberPlan) throws {
        #expect(try CallLink(parsing: "tel:" + number).mayDialItself(emergency: ["15", "112"], by: plan))
    }

    @Test func addressesDoNot() throws {
        let plan = NumberPlan()
        #expect(try !CallLink(parsing: "sip:200@example.org").mayDialItself(emergency: [], by: plan))
        #expect(try !CallLink(parsing: "tel:7042;phone-context=example.org").mayDialItself(emergency: [], by: plan))
    }

    @Test func aPageThatFloodsIsCutOff() {
        var rate = LinkRate()
        let start = Instant.now
        var taken = 0
        for _ in 0..<100 where rate.takes(at: start) { taken += 1 }
        #expect(taken == Limits.linksAMinute)
        let (early, late) = (rate.takes(at: start + .seconds(59)), rate.takes(at: start + .seconds(60)))
        #expect(!early && late)
    }
}
