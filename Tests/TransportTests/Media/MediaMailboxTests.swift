import AwaitedEvents
import CallEngine
import Testing

@testable import Transport

@Suite struct MediaMailboxTests {
    @Test func requestsWaitInOrderUpToALimit() throws {
        let mailbox = try #require(MediaMailbox())
        let limit = Transport.Limits.mediaRequests
        for number in 0..<limit { #expect(mailbox.post(.close(MediaID(number)))) }
        #expect(!mailbox.post(.close(MediaID(limit))))
        #expect(mailbox.take() == (0..<limit).map { .close(MediaID($0)) })
        #expect(mailbox.take() == [])
        #expect(mailbox.post(.close(MediaID(0))))
    }

    @Test func reportsGoToTheNewestSink() throws {
        let mailbox = try #require(MediaMailbox())
        let (first, second) = (EventLog<MediaReport>(), EventLog<MediaReport>())
        mailbox.report(.failed(MediaID(0)))
        mailbox.setSink { first.add($0) }
        mailbox.report(.failed(MediaID(1)))
        mailbox.setSink { second.add($0) }
        mailbox.report(.failed(MediaID(2)))
        #expect(first.all == [.failed(MediaID(1))] && second.all == [.failed(MediaID(2))])
    }
}
