import AwaitedEvents
import CallEngine
import NIOCore
import NIOPosix
import SIP

@testable import Transport

/// A flow table on a loop of its own, with everything that it delivers.
final class FlowBench: Sendable {
    let inputs = EventLog<EngineInput>()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let table: NIOLoopBound<FlowTable>

    init(options: UserAgentOptions = UserAgentOptions()) throws {
        let loop = group.next()
        let inputs = inputs
        table = try loop.submit {
            NIOLoopBound(FlowTable(loop: loop, options: options) { inputs.add($0) }, eventLoop: loop)
        }.wait()
    }

    /// Does something on the loop.
    func run<Value: Sendable>(_ body: @escaping @Sendable (FlowTable) -> Value) async throws -> Value {
        let table = table
        return try await group.next().submit { body(table.value) }.get()
    }

    func stop() async throws {
        try await run { $0.closeAll() }
        try await group.shutdownGracefully()
    }

    /// Opens a flow and waits for the answer.
    func open(_ number: Int, _ target: TransportAddress, _ security: FlowSecurity? = nil) async throws -> EngineInput? {
        let flow = FlowID(number)
        try await run { $0.open(flow, target: target, security: security) }
        return await inputs.first {
            switch $0 {
            case .flowOpened(flow, _, _), .flowClosed(flow, _): true
            default: false
            }
        }
    }
}

extension EngineInput {
    var message: (bytes: [UInt8], flow: FlowID, from: TransportAddress)? {
        if case .received(let bytes, let flow, let from) = self { return (bytes, flow, from) }
        return nil
    }

    var accepted: (flow: FlowID, local: TransportAddress, remote: TransportAddress)? {
        if case .flowAccepted(let flow, let local, let remote) = self { return (flow, local, remote) }
        return nil
    }

    var opened: (flow: FlowID, local: TransportAddress, remote: TransportAddress)? {
        if case .flowOpened(let flow, let local, let remote) = self { return (flow, local, remote) }
        return nil
    }

    var closed: FlowID? {
        if case .flowClosed(let flow, _) = self { return flow }
        return nil
    }

    /// Why a flow was closed; nil where it was not, or for no known reason.
    var problem: FlowProblem? {
        if case .flowClosed(_, let problem) = self { return problem }
        return nil
    }
}
