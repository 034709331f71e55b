import SIP
import Testing
import Time

@Suite struct PublicationTests {
    struct Bench {
        var machine = Publication(
            .init(
                package: "presence", contentType: "application/pidf+xml",
                publisher: NameAddress(uri: URI(user: "alice", host: "example.org")), expirySeconds: 600))
        var randomness = Randomness(seed: [7])
        var now = Instant.now
        var sent: [Message] = []
        var actions: [Publication.Action] = []

        mutating func take(_ new: [Publication.Action]) {
            actions += new
            for case .send(let message) in new { sent.append(message) }
        }

        mutating func publish(_ text: String) {
            take(machine.publish(Array(text.utf8), SubscriptionBench.binding, at: now, using: &randomness))
        }

        mutating func answer(_ status: Int, _ headers: [HeaderField] = []) {
            guard let request = sent.last else { return }
            let response = Message.response(to: request, status: status, toTag: "s", headers: headers)
            take(machine.receive(response, at: now, using: &randomness))
        }

        mutating func reachDeadline() {
            guard let deadline = machine.nextDeadline else { return }
            now = deadline
            take(machine.handleTimeout(at: now, using: &randomness))
        }
    }

    static func text(_ message: Message?) -> String { String(decoding: message?.body ?? [], as: UTF8.self) }
    static func tag(_ text: String) -> [HeaderField] { [.other("SIP-ETag", text), .expires(600)] }

    static func published() -> Bench {
        var bench = Bench()
        bench.publish("one")
        bench.answer(200, tag("e1"))
        return bench
    }

    /// RFC 3903 §4.1, table 1.
    @Test func theFirstIsWholeARefreshIsEmptyAChangeIsBoth() throws {
        var bench = Self.published()
        #expect(bench.sent[0].method == .publish && bench.sent[0].event == "presence" && bench.sent[0].expires == 600)
        #expect(bench.sent[0].header("SIP-If-Match") == nil && Self.text(bench.sent[0]) == "one")
        #expect(bench.sent[0].contentType?.name == "application/pidf+xml" && bench.actions.last == .published)
        let wait = bench.now.duration(to: try #require(bench.machine.nextDeadline))
        #expect(wait >= .seconds(360) && wait <= .seconds(450))
        bench.reachDeadline()
        #expect(
            bench.sent[1].header("SIP-If-Match") == "e1" && bench.sent[1].body.isEmpty
                && bench.sent[1].contentType == nil)
        bench.answer(200, Self.tag("e2"))
        bench.publish("two")
        #expect(bench.sent[2].header("SIP-If-Match") == "e2" && Self.text(bench.sent[2]) == "two")
        bench.answer(200, Self.tag("e3"))
        bench.take(bench.machine.remove(using: &bench.randomness))
        #expect(
            bench.sent[3].expires == 0 && bench.sent[3].header("SIP-If-Match") == "e3" && bench.sent[3].body.isEmpty)
        bench.answer(200)
        #expect(bench.actions.last == .removed && bench.machine.state == .idle && bench.machine.nextDeadline == nil)
        #expect(Set(bench.sent.map(\.callID)).count == 1 && bench.sent.map(\.cSeq.number) == [1, 2, 3, 4])
    }

    /// RFC 3903 §4.3: after 412 the state is published anew, without entity-tag.
    @Test func aForgottenStateIsPublishedAnew() {
        var bench = Self.published()
        bench.reachDeadline()
        bench.answer(412)
        #expect(
            bench.sent.count == 3 && bench.sent[2].header("SIP-If-Match") == nil && Self.text(bench.sent[2]) == "one")
        bench.answer(412)
        #expect(bench.sent.count == 3 && bench.machine.state == .refused && bench.actions.last == .refused(status: 412))
    }

    @Test func changesWaitForTheAnswerAndTheLastOneCounts() {
        var bench = Bench()
        bench.publish("one")
        bench.publish("two")
        bench.publish("three")
        #expect(bench.sent.count == 1)
        bench.answer(200, Self.tag("e1"))
        #expect(
            bench.sent.count == 2 && Self.text(bench.sent[1]) == "three" && bench.sent[1].header("SIP-If-Match") == "e1"
        )
    }

    @Test func aLostChangeIsSentAgain() throws {
        var bench = Self.published()
        bench.publish("two")
        bench.take(bench.machine.failed(bench.sent[1], status: 408, at: bench.now, using: &bench.randomness))
        #expect(bench.machine.state == .waiting)
        bench.reachDeadline()
        #expect(Self.text(bench.sent[2]) == "two" && bench.sent[2].header("SIP-If-Match") == "e1")
        bench.answer(423, [.other("Min-Expires", "900")])
        #expect(Self.text(bench.sent[3]) == "two" && bench.sent[3].expires == 900)
        bench.answer(503, [.retryAfter(100)])
        #expect(bench.now.duration(to: try #require(bench.machine.nextDeadline)) == .seconds(100))
        bench.take(bench.machine.resume(SubscriptionBench.binding, at: bench.now, using: &bench.randomness))
        #expect(Self.text(bench.sent[4]) == "two")
    }

    @Test(arguments: [489, 403, 404, 405, 415, 501, 401])
    func refusalsAreForGood(status: Int) {
        var bench = Bench()
        bench.publish("one")
        bench.answer(status)
        #expect(bench.actions.last == .refused(status: status) && bench.machine.nextDeadline == nil)
    }

    @Test func whatWasNeverPublishedNeedsNoRemoval() {
        var bench = Bench()
        bench.publish("one")
        bench.take(bench.machine.remove(using: &bench.randomness))
        #expect(bench.sent.count == 1 && bench.actions.last == .removed)
        bench.answer(200, Self.tag("late"))
        #expect(bench.machine.entityTag == nil && bench.machine.state == .idle)
    }

    @Test func credentialsGoOutUnderTheNextNumber() {
        var bench = Bench()
        bench.publish("one")
        let fields = [HeaderField.authorization("Digest x")]
        bench.take(bench.machine.retry(bench.sent[0], authorizations: fields, using: &bench.randomness))
        #expect(
            bench.sent[1].cSeq.number == 2 && bench.sent[1].header("Authorization") == "Digest x"
                && Self.text(bench.sent[1]) == "one")
        bench.answer(200, Self.tag("e1"))
        #expect(bench.machine.state == .published)
    }
}
