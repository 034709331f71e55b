import SIP
import Testing

@Suite struct ServerTransactionLayerTests {
    /// RFC 3261 magic cookie, and a branch of RFC 2543.
    static let branches = ["z9hG4bK1", "1"]

    @Test(arguments: branches)
    func aRefusedInviteFromFirstToLast(branch: String) throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite, branch: branch)
        let first = layer.receive(invite, transport: .udp, at: at(0))
        let id = try #require(serverID(first))
        #expect(first == [.request(invite, id)])
        #expect(layer.receive(invite, transport: .udp, at: at(0.1)) == [])
        let ringing = Requests.answer(invite, 180)
        #expect(layer.respond(ringing, to: id, at: at(0.1)) == [.send(ringing, .server(id))])
        #expect(layer.receive(invite, transport: .udp, at: at(0.5)) == [.send(ringing, .server(id))])
        let busy = Requests.answer(invite, 486)
        #expect(layer.respond(busy, to: id, at: at(1)) == [.send(busy, .server(id))])
        #expect(layer.receive(invite, transport: .udp, at: at(1.2)) == [.send(busy, .server(id))])
        #expect(layer.run(until: 2) == [Event(1.5, .send(busy, .server(id)))])
        let ack = try Requests.make(.ack, branch: branch, toTag: "to")
        #expect(layer.receive(ack, transport: .udp, at: at(2)) == [])
        #expect(layer.receive(ack, transport: .udp, at: at(2.1)) == [])
        #expect(layer.run(until: 100) == [Event(7, .terminated(.server(id)))])
    }

    @Test(arguments: branches)
    func anAcceptedInviteFromFirstToLast(branch: String) throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite, branch: branch)
        let id = try #require(serverID(layer.receive(invite, transport: .udp, at: at(0))))
        let accepted = Requests.answer(invite, 200)
        #expect(layer.respond(accepted, to: id, at: at(0)) == [.send(accepted, .server(id))])
        // The INVITE again is absorbed; the user repeats its own 2xx.
        #expect(layer.receive(invite, transport: .udp, at: at(0.5)) == [])
        #expect(layer.respond(accepted, to: id, at: at(0.5)) == [.send(accepted, .server(id))])
        let ack = try Requests.make(.ack, branch: "z9hG4bKack", toTag: "to")
        #expect(layer.receive(ack, transport: .udp, at: at(1)) == [.acknowledgement(ack)])
        let sameBranch = try Requests.make(.ack, branch: branch, toTag: "to")
        #expect(layer.receive(sameBranch, transport: .udp, at: at(1)) == [.acknowledgement(sameBranch)])
        #expect(layer.run(until: 100) == [Event(32, .terminated(.server(id)))])
    }

    /// RFC 3261 §17.2.3: of RFC 2543, an ACK with another To tag is not that of our answer.
    @Test func anOldAcknowledgementIsToldByItsTag() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite, branch: "1")
        let id = try #require(serverID(layer.receive(invite, transport: .udp, at: at(0))))
        _ = layer.respond(Requests.answer(invite, 486), to: id, at: at(0))
        let foreign = try Requests.make(.ack, branch: "1", toTag: "other")
        #expect(layer.receive(foreign, transport: .udp, at: at(1)) == [.acknowledgement(foreign)])
        #expect(layer.receive(try Requests.make(.ack, branch: "1", toTag: "to"), transport: .udp, at: at(1)) == [])
    }

    @Test func tryingIsSentForASlowUser() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        _ = layer.receive(invite, transport: .udp, at: at(0))
        let events = layer.run(until: 1)
        #expect(events.map(\.seconds) == [0.2] && outline(events.map(\.step)) == ["server sends 100"])
        #expect(outline(layer.receive(invite, transport: .udp, at: at(1))) == ["server sends 100"])
    }

    @Test func aLostAcknowledgementIsTold() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let id = try #require(serverID(layer.receive(invite, transport: .tcp, at: at(0))))
        _ = layer.respond(Requests.answer(invite, 603), to: id, at: at(0))
        #expect(layer.run(until: 100) == [Event(32, .timedOut(.server(id))), Event(32, .terminated(.server(id)))])
    }

    @Test(arguments: branches)
    func aRepeatedRequestGetsTheSameAnswer(branch: String) throws {
        var layer = TransactionLayer()
        let bye = try Requests.make(.bye, branch: branch, toTag: "to")
        let id = try #require(serverID(layer.receive(bye, transport: .udp, at: at(0))))
        #expect(layer.receive(bye, transport: .udp, at: at(0.1)) == [])
        let done = Requests.answer(bye, 200)
        #expect(layer.respond(done, to: id, at: at(0.2)) == [.send(done, .server(id))])
        #expect(layer.receive(bye, transport: .udp, at: at(0.5)) == [.send(done, .server(id))])
        #expect(layer.respond(Requests.answer(bye, 500), to: id, at: at(1)) == [])
        #expect(layer.run(until: 100) == [Event(32.2, .terminated(.server(id)))])
    }

    /// The same branch from another host, or with another method, is another transaction.
    @Test func whatTellsTransactionsApart() throws {
        var layer = TransactionLayer()
        let requests = [
            try Requests.make(.options), try Requests.make(.options, host: "192.0.2.9", callID: "x"),
            try Requests.make(.info), try Requests.make(.options, branch: "z9hG4bK2", callID: "y"),
        ]
        for request in requests {
            #expect(serverID(layer.receive(request, transport: .udp, at: at(0))) != nil)
        }
        let upper = try Requests.make(.options, branch: "Z9HG4BK1")
        #expect(layer.receive(upper, transport: .udp, at: at(0)) == [])
    }

    @Test func cancelBeforeTheFinalAnswer() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let id = try #require(serverID(layer.receive(invite, transport: .udp, at: at(0))))
        _ = layer.respond(Requests.answer(invite, 180, tag: "mine"), to: id, at: at(0))
        let cancel = try Requests.make(.cancel)
        let actions = layer.receive(cancel, transport: .udp, at: at(1))
        #expect(outline(actions) == ["server sends 200", "cancelled"])
        #expect(actions.last == .cancelled(id, by: cancel))
        // RFC 3261 §9.2: the tag of the answer to CANCEL is that of the answers to INVITE.
        if case .send(let answer, _)? = actions.first {
            #expect(answer.toTag == "mine" && answer.cSeq.method == .cancel)
        }
        #expect(outline(layer.receive(cancel, transport: .udp, at: at(1.5))) == ["server sends 200"])
        let ended = layer.respond(Requests.answer(invite, 487, tag: "mine"), to: id, at: at(1.6))
        #expect(outline(ended) == ["server sends 487"])
    }

    @Test(arguments: [200, 486])
    func cancelAfterTheFinalAnswerIsAnsweredAndChangesNothing(status: Int) throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let id = try #require(serverID(layer.receive(invite, transport: .udp, at: at(0))))
        _ = layer.respond(Requests.answer(invite, status), to: id, at: at(0))
        #expect(outline(layer.receive(try Requests.make(.cancel), transport: .udp, at: at(1))) == ["server sends 200"])
    }

    @Test func cancelOfNothing() throws {
        var layer = TransactionLayer()
        let actions = layer.receive(try Requests.make(.cancel), transport: .udp, at: at(0))
        #expect(outline(actions) == ["server sends 481"])
        if case .send(let answer, _)? = actions.first { #expect(answer.toTag?.isEmpty == false) }
    }

    @Test func cancelOfAnInviteWithoutAnyAnswerYet() throws {
        var layer = TransactionLayer()
        _ = layer.receive(try Requests.make(.invite), transport: .udp, at: at(0))
        let actions = layer.receive(try Requests.make(.cancel), transport: .udp, at: at(0.1))
        #expect(outline(actions) == ["server sends 200", "cancelled"])
    }

    /// RFC 3261 §8.2.2.2.
    @Test func aRequestThatCameByTwoWaysIsMerged() throws {
        var layer = TransactionLayer()
        _ = layer.receive(try Requests.make(.invite), transport: .udp, at: at(0))
        let second = try Requests.make(.invite, branch: "z9hG4bK2")
        #expect(outline(layer.receive(second, transport: .udp, at: at(0.1))) == ["server sends 482"])
        let third = try Requests.make(.invite, branch: "z9hG4bK3", fromTag: "another")
        #expect(outline(layer.receive(third, transport: .udp, at: at(0.1))) == ["request INVITE"])
        let inDialog = try Requests.make(.invite, branch: "z9hG4bK4", toTag: "to")
        #expect(outline(layer.receive(inDialog, transport: .udp, at: at(0.1))) == ["request INVITE"])
    }

    /// Answered transactions make room, the oldest first; where none is answered the newcomer gets 503.
    @Test func theTableHasALimit() throws {
        var layer = TransactionLayer()
        var ids: [ServerTransactionID] = []
        for number in 0..<TransactionLimits.serverTransactions {
            let request = try Requests.make(.options, branch: "z9hG4bK\(number)", callID: "\(number)")
            ids.append(try #require(serverID(layer.receive(request, transport: .udp, at: at(0)))))
        }
        let further = try Requests.make(.invite, branch: "z9hG4bKfurther", callID: "further")
        let refused = layer.receive(further, transport: .udp, at: at(0))
        #expect(outline(refused) == ["stateless 503"])
        if case .sendStatelessly(let answer)? = refused.first { #expect(answer.retryAfter == 32) }
        let answered = try Requests.make(.options, branch: "z9hG4bK5", callID: "5")
        _ = layer.respond(Requests.answer(answered, 200), to: ids[5], at: at(0))
        let admitted = layer.receive(further, transport: .udp, at: at(0))
        #expect(admitted.first == .terminated(.server(ids[5])) && outline(admitted).last == "request INVITE")
        #expect(layer.counts.servers == TransactionLimits.serverTransactions)
    }

    @Test func aBrokenTransportIsTold() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let id = try #require(serverID(layer.receive(invite, transport: .tcp, at: at(0))))
        #expect(layer.transportFailed(.server(id)) == [.transportFailed(.server(id))])
        #expect(layer.respond(Requests.answer(invite, 200), to: id, at: at(1)).count == 1)
    }
}
