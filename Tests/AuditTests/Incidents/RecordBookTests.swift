import Testing

@testable import Audit

@Suite struct RecordBookTests {
    private func post(_ body: String) -> RecordRequest {
        RecordRequest(method: "POST", target: RecordServer.path, body: Array(body.utf8))
    }

    private func ask(_ reference: String) -> RecordRequest {
        RecordRequest(method: "GET", target: RecordServer.question + reference, body: [])
    }

    @Test func aRecordIsKeptWithItsAccentsAndNumbered() {
        var book = RecordBook()
        let answer = book.answer(
            to: post(#"{"ref": "k1", "fields": {"Objet": "chêne tombé", "Lieu": "rue de l'Église"}}"#))
        #expect(answer.status == 201 && answer.text == #"{"number":"1"}"#)
        let fields = [
            WrittenAnswer(field: "Objet", text: "chêne tombé"), WrittenAnswer(field: "Lieu", text: "rue de l'Église"),
        ]
        #expect(book.records == [ReceivedRecord(number: "1", reference: "k1", fields: fields)])
    }

    @Test func aRecordThatIsSentTwiceIsThereTwice() {
        var book = RecordBook()
        for _ in 0..<2 { _ = book.answer(to: post(#"{"ref": "k1", "fields": {}}"#)) }
        #expect(book.records.map(\.number) == ["1", "2"])
    }

    @Test func aReferenceIsFoundOrNot() {
        var book = RecordBook()
        _ = book.answer(to: post(#"{"ref": "k1", "fields": {}}"#))
        #expect(book.answer(to: ask("k1")).text == #"{"number":"1"}"#)
        let other = book.answer(to: ask("k2"))
        #expect(other.status == 200 && other.text == "{}")
    }

    @Test func theNextRecordAloneIsRefusedWithItsReason() {
        var book = RecordBook()
        book.refusal = "Rue inconnue"
        let answer = book.answer(to: post(#"{"ref": "k1", "fields": {}}"#))
        #expect(answer.status == 422 && answer.text == #"{"message":"Rue inconnue"}"#)
        #expect(book.records.isEmpty)
        #expect(book.answer(to: post(#"{"ref": "k2", "fields": {}}"#)).status == 201)
    }

    @Test(arguments: ["", "[]", #"{"ref": 1, "fields": {}}"#, #"{"ref": "k"}"#, "{\"ref\": \"k\""])
    func whatIsNoRecordIsNotTaken(_ body: String) {
        var book = RecordBook()
        book.refusal = "Rue inconnue"
        #expect(book.answer(to: post(body)).status == 400)
        #expect(book.records.isEmpty && book.refusal != nil)
    }

    @Test func otherPlacesAreNotThere() {
        var book = RecordBook()
        #expect(book.answer(to: RecordRequest(method: "GET", target: "/", body: [])).status == 404)
        #expect(book.answer(to: RecordRequest(method: "DELETE", target: RecordServer.path, body: [])).status == 404)
    }

    @Test func noMoreThanItsLimitIsTaken() {
        var book = RecordBook()
        for _ in 0..<Limits.records { _ = book.answer(to: post(#"{"ref": "k", "fields": {}}"#)) }
        #expect(book.answer(to: post(#"{"ref": "k", "fields": {}}"#)).status == 507)
        #expect(book.records.count == Limits.records)
    }
}
