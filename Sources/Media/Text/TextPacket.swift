/// What a packet of text says: its blocks, the oldest first, each with the time at which it was new.
public struct TextPacket: Sendable, Equatable {
    struct Block: Sendable, Equatable {
        var octets: [UInt8]
        var timestamp: UInt32
    }

    /// The older blocks that go again, and the new one, which may be empty.
    var older: [Block] = []
    var primary: Block

    /// nil where it is malformed, or has blocks of another payload type.
    /// - Parameters:
    ///   - isRedundant: its payload is of RFC 2198; else one block.
    ///   - textType: the payload type of the blocks.
    public init?(_ header: RTPHeader, _ payload: Span<UInt8>, isRedundant: Bool, textType: UInt8) {
        guard isRedundant else {
            primary = Block(octets: payload.array(0..<payload.count), timestamp: header.timestamp)
            return
        }
        var blocks: [RedundantPayload.Block] = []
        do throws(RTPError) { try RedundantPayload.forEachBlock(of: payload) { blocks.append($0) } } catch {
            return nil
        }
        guard blocks.allSatisfy({ $0.payloadType == textType }), let last = blocks.popLast() else { return nil }
        for block in blocks {
            older.append(
                Block(octets: payload.array(block.octets), timestamp: header.timestamp &- block.timestampOffset))
        }
        primary = Block(octets: payload.array(last.octets), timestamp: header.timestamp)
    }
}

extension Span where Element == UInt8 {
    fileprivate func array(_ range: Range<Int>) -> [UInt8] { range.map { self[$0] } }
}
