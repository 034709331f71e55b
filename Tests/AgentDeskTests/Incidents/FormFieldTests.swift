import Testing

@testable import AgentDesk

/// What is typed into a field, and what it then holds.
@Suite struct FormFieldTests {
    /// 2026-11-30, a Monday.
    static let today = 20_787

    private func value(_ typed: String, _ kind: FormField.Kind, required: Bool = false, most: Int? = nil) -> Result<
        FieldValue?, FieldFault
    > {
        let field = FormField(key: "k", label: "K", kind: kind, isRequired: required, maximum: most)
        return Result { () throws(FieldFault) in try field.value(of: typed, today: Self.today) }
    }

    @Test(arguments: [
        ("aujourd'hui", "2026-11-30"), ("Aujourd’hui", "2026-11-30"), ("hier", "2026-11-29"), ("today", "2026-11-30"),
        ("avant-hier", "2026-11-28"), ("yesterday", "2026-11-29"), ("30/11/2026", "2026-11-30"),
        ("30 11", "2026-11-30"),
        ("1.2.26", "2026-02-01"), ("1er mars", "2027-03-01"), ("30 novembre 2025", "2025-11-30"),
        ("2026-11-30", "2026-11-30"),
        ("5 août", "2026-08-05"), ("5 aout 2026", "2026-08-05"), ("2nd february", "2027-02-02"),
        ("30 nov", "2026-11-30"), ("25 12", "2026-12-25"),
    ]) func daysAreTypedByEar(typed: String, iso: String) {
        #expect(value(typed, .date) == .success(.date(iso)))
    }

    @Test(arguments: [
        ("31 2", FieldFault.noSuchDay(31, 2, nil)), ("31/02/2026", .noSuchDay(31, 2, 2026)), ("demain soir", .noDate),
        ("3", .noDate), ("1 2 3 4", .noDate), ("99999 1", .noDate), ("5 jui", .noDate),
        ("1/1/1800", .noSuchDay(1, 1, 1800)),
    ]) func whatIsNoDaySaysWhy(typed: String, fault: FieldFault) {
        #expect(value(typed, .date) == .failure(fault))
    }

    @Test(arguments: [
        ("04 76 00 11 22", "0476001122"), ("+33 (0)4.76", "+330476"), ("15", "15"), ("0123", "0123"),
        ("sip:a@example.org", "sip:a@example.org"), ("00 33 4 76 00 11 22", "0033476001122"),
    ]) func numbersAreTakenInAnyWriting(typed: String, number: String) {
        #expect(value(typed, .phone) == .success(.phone(number)))
    }

    @Test func whatIsNoNumberSaysWhy() {
        #expect(value("04 76 00", .phone) == .failure(.numberTooShort(digits: 6)))
        #expect(value("1", .phone) == .failure(.numberTooShort(digits: 1)))
        #expect(value(String(repeating: "1", count: 21), .phone) == .failure(.numberTooLong(digits: 21)))
        #expect(value("dupont", .phone) == .failure(.notANumber))
    }

    @Test func aPlaceMayHaveDegrees() {
        #expect(
            value("12 rue Haute, 45.19, -5.72", .place)
                == .success(.place("12 rue Haute", latitude: 45.19, longitude: -5.72)))
        #expect(
            value("12, rue Haute, 38", .place) == .success(.place("12, rue Haute, 38", latitude: nil, longitude: nil)))
        #expect(
            value("a, 95.0, 5.0", .place) == .success(.place("a, 95.0, 5.0", latitude: nil, longitude: nil)))
    }

    @Test func aChoiceIsOneOfItsOwn() {
        let kind = FormField.Kind.choice([FormField.Choice(value: "a", label: "Arbre")])
        #expect(value("a", kind) == .success(.choice("a", label: "Arbre")))
        #expect(value("b", kind) == .failure(.noSuchChoice))
    }

    @Test func limitsHold() {
        #expect(value("", .text, required: true) == .failure(.required))
        #expect(value("   ", .text, required: true) == .failure(.required))
        #expect(value("", .date) == .success(nil))
        #expect(value("abcd", .text, most: 3) == .failure(.tooLong(most: 3)))
        #expect(value("oui", .flag) == .success(.flag(true)) && value("N", .flag) == .success(.flag(false)))
        #expect(value("peut-être", .flag) == .failure(.notYesOrNo))
    }

    /// Every day of some centuries, there and back.
    @Test func daysAndNumbersAgree() {
        for number in stride(from: -25_000, to: 84_000, by: 13) {
            let day = CalendarDay(number: number)
            #expect(day.number == number)
            #expect(CalendarDay(year: day.year, month: day.month, day: day.day) == day)
        }
        #expect(CalendarDay(number: 20_787).iso == "2026-11-30" && CalendarDay(number: 0).typed == "01/01/1970")
        #expect(CalendarDay(year: 2028, month: 2, day: 29) != nil && CalendarDay(year: 2100, month: 2, day: 29) == nil)
    }
}
