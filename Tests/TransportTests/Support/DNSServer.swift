import AwaitedEvents
import NIOCore
import NIOPosix
import Transport

/// A DNS server on loopback with a script: names and types to records, over UDP and TCP on one port.
final class DNSServer: Sendable {
    /// What is said to a question.
    enum Reply: Sendable {
        /// Records as (type, time to live in seconds, data); none: there is no such record.
        case records([(type: UInt16, life: UInt32, data: [UInt8])])
        /// No such name.
        case noName
        /// Nothing at all.
        case silence
        /// Octets in place of a reply; the question's number is put in front.
        case raw([UInt8])
    }

    typealias Script = @Sendable (String, UInt16) -> Reply

    /// Every question, as "name type".
    let questions = EventLog<String>()
    let port: UInt16
    var server: String { "127.0.0.1:\(port)" }
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channels: [any Channel]

    init(_ script: @escaping Script) async throws {
        let questions = questions
        let answer: @Sendable ([UInt8], Int) -> [UInt8]? = { Self.answer($0, script, questions, most: $1) }
        let streams = ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(StreamHandler(answer: answer))
                }
            }
        let datagrams = DatagramBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramAnswerer(answer: answer))
                }
            }
        // A port that is free for connections is likely to be so for datagrams.
        for _ in 0..<Limits.portAttempts {
            let stream = try await streams.bind(host: "127.0.0.1", port: 0).get()
            let number = stream.localAddress?.port ?? 0
            if let datagram = try? await datagrams.bind(host: "127.0.0.1", port: number).get() {
                channels = [stream, datagram]
                port = UInt16(number)
                return
            }
            try await stream.close().get()
        }
        throw TransportError.portUnavailable
    }

    func stop() async throws {
        for channel in channels { try await channel.close().get() }
        try await group.shutdownGracefully()
    }

    // MARK: Records

    static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    static func number(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    static func address(_ host: String, life: UInt32 = 300) -> (type: UInt16, life: UInt32, data: [UInt8]) {
        (1, life, host.split(separator: ".").compactMap { UInt8($0) })
    }

    static func service(
        _ priority: Int, _ port: Int, _ target: String, life: UInt32 = 300
    ) -> (type: UInt16, life: UInt32, data: [UInt8]) {
        (33, life, number(priority) + number(0) + number(port) + name(target))
    }

    static func authority(
        _ order: Int, _ services: String, _ replacement: String
    ) -> (type: UInt16, life: UInt32, data: [UInt8]) {
        let texts = [1, 115, UInt8(services.utf8.count)] + Array(services.utf8) + [0]
        return (35, 300, number(order) + number(0) + texts + name(replacement))
    }

    private static func answer(
        _ query: [UInt8], _ script: Script, _ questions: EventLog<String>, most: Int
    ) -> [UInt8]? {
        var labels: [String] = []
        var place = 12
        while place < query.count, query[place] > 0 {
            let end = place + 1 + Int(query[place])
            guard end < query.count else { return nil }
            labels.append(String(decoding: query[(place + 1)..<end], as: UTF8.self))
            place = end
        }
        guard place + 4 < query.count else { return nil }
        let type = UInt16(query[place + 1]) << 8 | UInt16(query[place + 2])
        let asked = labels.joined(separator: ".").lowercased()
        questions.add("\(asked) \(type)")
        let question = Array(query[12..<(place + 5)])
        func reply(_ flags: [UInt8], _ count: Int, _ body: [UInt8]) -> [UInt8] {
            Array(query[..<2]) + flags + number(1) + number(count) + number(0) + number(0) + question + body
        }
        switch script(asked, type) {
        case .silence: return nil
        case .raw(let octets): return Array(query[..<2]) + octets
        case .noName: return reply([0x81, 0x83], 0, [])
        case .records(let records):
            let body = records.flatMap { record in
                [0xC0, 12] + number(Int(record.type)) + number(1) + number(Int(record.life >> 16))
                    + number(Int(record.life & 0xFFFF)) + number(record.data.count) + record.data
            }
            let whole = reply([0x81, 0x80], records.count, body)
            return whole.count <= most ? whole : reply([0x83, 0x80], 0, [])
        }
    }

    private final class DatagramAnswerer: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        private let answer: @Sendable ([UInt8], Int) -> [UInt8]?

        init(answer: @escaping @Sendable ([UInt8], Int) -> [UInt8]?) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let query = unwrapInboundIn(data)
            guard let reply = answer(Array(query.data.readableBytesView), 512) else { return }
            let envelope = AddressedEnvelope(remoteAddress: query.remoteAddress, data: ByteBuffer(bytes: reply))
            context.writeAndFlush(NIOAny(envelope), promise: nil)
        }
    }

    private final class StreamHandler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private var octets: [UInt8] = []
        private let answer: @Sendable ([UInt8], Int) -> [UInt8]?

        init(answer: @escaping @Sendable ([UInt8], Int) -> [UInt8]?) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            octets += Array(unwrapInboundIn(data).readableBytesView)
            while octets.count >= 2 {
                let length = Int(octets[0]) << 8 | Int(octets[1])
                guard octets.count >= 2 + length else { return }
                let query = Array(octets[2..<(2 + length)])
                octets.removeFirst(2 + length)
                guard let reply = answer(query, 65_535) else { continue }
                context.writeAndFlush(NIOAny(ByteBuffer(bytes: DNSServer.number(reply.count) + reply)), promise: nil)
            }
        }
    }
}
