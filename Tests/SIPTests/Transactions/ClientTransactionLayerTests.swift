import SIP
import Testing

@Suite struct ClientTransactionLayerTests {
    @Test func aRefusalIsAcknowledgedOnItsOwnHop() throws {
        var layer = TransactionLayer()
        let route: HeaderField = .route(try NameAddress(parsing: "<sip:proxy.example.org;lr>"))
        let invite = try Requests.make(.invite, number: 7, extra: [route])
        let (id, begun) = layer.send(invite, transport: .udp, at: at(0))
        #expect(begun == [.send(invite, .client(id))])
        let busy = Requests.answer(invite, 486)
        let actions = layer.receive(busy, transport: .udp, at: at(1))
        #expect(outline(actions) == ["client sends ACK", "response 486"])
        guard case .send(let ack, .client(id))? = actions.first else {
            Issue.record("no ACK")
            return
        }
        // RFC 3261 §17.1.1.3.
        #expect(ack.requestURI == invite.requestURI && ack.callID == invite.callID && ack.from == invite.from)
        #expect(ack.to == busy.to && ack.vias == [invite.topVia] && ack.routes == invite.routes)
        #expect(ack.cSeq.number == 7 && ack.cSeq.method == .ack)
        let again = layer.receive(busy, transport: .udp, at: at(2))
        #expect(again == [.send(ack, .client(id))])
    }

    @Test func theLayerRepeatsWhatItsMachinesAskFor() throws {
        var layer = TransactionLayer()
        let (invite, _) = layer.send(try Requests.make(.invite), transport: .udp, at: at(0))
        let (options, _) = layer.send(try Requests.make(.options, branch: "z9hG4bK2"), transport: .tcp, at: at(0))
        let events = layer.run(until: 100)
        let sends = events.filter { if case .send(_, .client(invite)) = $0.step { true } else { false } }
        #expect(sends.map(\.seconds) == [0.5, 1.5, 3.5, 7.5, 15.5, 31.5])
        // Equal deadlines are served in the order of creation.
        #expect(
            events.suffix(4).map(\.step) == [
                .timedOut(.client(invite)), .terminated(.client(invite)), .timedOut(.client(options)),
                .terminated(.client(options)),
            ])
        #expect(layer.counts == (0, 0))
    }

    /// RFC 6026: a forked INVITE is answered by two phones; each 2xx and each repetition reaches the user.
    @Test func every2xxOfEveryForkIsPassed() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let (id, _) = layer.send(invite, transport: .udp, at: at(0))
        for tag in ["a", "b", "a"] {
            let accepted = Requests.answer(invite, 200, tag: tag)
            #expect(layer.receive(accepted, transport: .udp, at: at(1)) == [.response(accepted, id)])
        }
        #expect(outline(layer.handleTimeout(at: at(33))) == ["client terminated"])
        #expect(layer.receive(Requests.answer(invite, 200), transport: .udp, at: at(34)) == [])
    }

    @Test func strayResponsesAreDropped() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        _ = layer.send(invite, transport: .udp, at: at(0))
        let otherBranch = Requests.answer(try Requests.make(.invite, branch: "z9hG4bKother"), 200)
        let otherMethod = Requests.answer(try Requests.make(.options), 200)
        let twoVias = Requests.answer(try Requests.make(.invite, extra: invite.vias.map { .via($0) }), 200)
        for stray in [otherBranch, otherMethod, twoVias] {
            #expect(layer.receive(stray, transport: .udp, at: at(1)) == [])
        }
    }

    @Test func cancelWaitsForTheFirstProvisional() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite, number: 9)
        let (id, _) = layer.send(invite, transport: .udp, at: at(0))
        let reason = Reason(protocolName: "SIP", cause: 200, text: "Call completed elsewhere")
        #expect(layer.cancel(id, headers: [.reason(reason)], at: at(0.1)) == [])
        #expect(layer.cancel(id, at: at(0.2)) == [])
        let actions = layer.receive(Requests.answer(invite, 180), transport: .udp, at: at(1))
        #expect(outline(actions) == ["response 180", "client sends CANCEL"])
        guard case .send(let cancel, .client(let cancelID))? = actions.last else { return }
        // RFC 3261 §9.1.
        #expect(cancelID.cancelledInvite == id)
        #expect(cancel.requestURI == invite.requestURI && cancel.to == invite.to && cancel.from == invite.from)
        #expect(cancel.vias == invite.vias && cancel.cSeq.number == 9 && cancel.cSeq.method == .cancel)
        #expect(cancel.reasons == [reason] && cancel.callID == invite.callID)
        // One CANCEL only, whatever else rings; its own answer is nobody's business.
        #expect(outline(layer.receive(Requests.answer(invite, 183), transport: .udp, at: at(1.1))) == ["response 183"])
        #expect(layer.receive(Requests.answer(cancel, 200), transport: .udp, at: at(1.2)) == [])
        let ended = layer.receive(Requests.answer(invite, 487), transport: .udp, at: at(1.3))
        #expect(outline(ended) == ["client sends ACK", "response 487"])
    }

    @Test func cancelAfterAProvisionalGoesAtOnceAndIsRepeated() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let (id, _) = layer.send(invite, transport: .udp, at: at(0))
        _ = layer.receive(Requests.answer(invite, 180), transport: .udp, at: at(1))
        #expect(outline(layer.cancel(id, at: at(2))) == ["client sends CANCEL"])
        #expect(layer.cancel(id, at: at(3)) == [])
        let events = layer.run(until: 1000)
        #expect(events.prefix(3).map(\.seconds) == [2.5, 3.5, 5.5])
        // RFC 3261 §9.1: without a final answer the INVITE is given up 64 × T1 after CANCEL.
        #expect(
            outline(events.suffix(3).map(\.step)) == ["client timed out", "client terminated", "client terminated"])
        #expect(events.last?.seconds == 34 && layer.counts.clients == 0)
    }

    /// CANCEL and 200 cross: the 200 stands, and the user will end the call with BYE.
    @Test func cancelCrossing200() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let (id, _) = layer.send(invite, transport: .udp, at: at(0))
        _ = layer.receive(Requests.answer(invite, 180), transport: .udp, at: at(1))
        _ = layer.cancel(id, at: at(2))
        #expect(outline(layer.receive(Requests.answer(invite, 200), transport: .udp, at: at(2.1))) == ["response 200"])
        let events = layer.run(until: 1000)
        #expect(!outline(events.map(\.step)).contains("client timed out"))
        #expect(layer.counts.clients == 0)
    }

    @Test(arguments: [200, 486])
    func cancelAfterTheFinalAnswerDoesNothing(status: Int) throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let (id, _) = layer.send(invite, transport: .udp, at: at(0))
        _ = layer.receive(Requests.answer(invite, status), transport: .udp, at: at(1))
        #expect(layer.cancel(id, at: at(2)) == [])
    }

    @Test func aWishToCancelDiesWithAnAnswerAtOnce() throws {
        var layer = TransactionLayer()
        let invite = try Requests.make(.invite)
        let (id, _) = layer.send(invite, transport: .udp, at: at(0))
        _ = layer.cancel(id, at: at(0.1))
        #expect(outline(layer.receive(Requests.answer(invite, 200), transport: .udp, at: at(1))) == ["response 200"])
        #expect(layer.counts.clients == 1)
    }

    @Test func onlyAnInviteIsCancelled() throws {
        var layer = TransactionLayer()
        let (id, _) = layer.send(try Requests.make(.options), transport: .udp, at: at(0))
        #expect(layer.cancel(id, at: at(1)) == [])
    }

    @Test func aBrokenTransportIsTold() throws {
        var layer = TransactionLayer()
        let (id, _) = layer.send(try Requests.make(.invite), transport: .tcp, at: at(0))
        #expect(layer.transportFailed(.client(id)) == [.transportFailed(.client(id)), .terminated(.client(id))])
        #expect(layer.transportFailed(.client(id)) == [])
    }

    @Test func theTableHasALimitAndABranchIsUsedOnce() throws {
        var layer = TransactionLayer()
        for number in 0..<TransactionLimits.clientTransactions {
            let request = try Requests.make(.options, branch: "z9hG4bK\(number)")
            #expect(outline(layer.send(request, transport: .udp, at: at(0)).1) == ["client sends OPTIONS"])
        }
        let further = try Requests.make(.options, branch: "z9hG4bKfurther")
        #expect(outline(layer.send(further, transport: .udp, at: at(0)).1) == ["refused"])
        #expect(layer.counts.clients == TransactionLimits.clientTransactions)
        var other = TransactionLayer()
        _ = other.send(further, transport: .udp, at: at(0))
        #expect(outline(other.send(further, transport: .udp, at: at(0)).1) == ["refused"])
    }
}
