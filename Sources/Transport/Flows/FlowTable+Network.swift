import CallEngine
import NIOCore
import SIP

extension FlowTable {
    /// Something of the network changed, as it often does in bursts: looked at once it is quiet.
    func networkMayHaveChanged() {
        guard review == nil else { return }
        let pause = TimeAmount.milliseconds(Limits.networkPauseMilliseconds)
        review = loop.assumeIsolated().scheduleTask(in: pause) {
            self.review = nil
            self.look(at: .now())
        }
    }

    /// Closes what no longer leaves from where it was opened, and tells what became of the network.
    func look(at view: NetworkView) {
        let hadAddress = !network.usable.isEmpty
        let isSame = view.isSame(as: network)
        network = view
        let broken = brokenFlows(view)
        for port in ports.values where !view.isOurs(port.local.host) { drop(port) }
        for flow in broken { close(flow, because: .addressGone) }
        if let host = listeningHost, ports[host]?.listeningFlow == nil, view.isOurs(host) { _ = listen(host: host) }
        guard !isSame || !broken.isEmpty else { return }
        resolver.networkChanged()
        deliver(.network(view.usable.isEmpty && hadAddress ? .lost : .changed))
    }

    /// Flows whose own address is gone, or whose way to the peer now begins at another one. A peer without any way is left
    /// to its timers: the link may come back with the same address.
    private func brokenFlows(_ view: NetworkView) -> [FlowID] {
        var ours: [String: Bool] = [:]
        var sources: [String: String?] = [:]
        func isBroken(local: String, remote: String?) -> Bool {
            if ours[local] == nil { ours[local] = view.isOurs(local) }
            guard ours[local] == true else { return true }
            guard let remote, local != options.bindAddress else { return false }
            if sources[remote] == nil { sources[remote] = .some(view.source(remote)) }
            guard let source = sources[remote] ?? nil else { return false }
            // RFC 8981: a new temporary IPv6 address leaves the older ones in use.
            return source != local && !(local.contains(":") && source.contains(":"))
        }
        let broken = flows.filter { flow, known in
            switch known {
            case .opening: false
            case .datagram(let port): isBroken(local: port.local.host, remote: port.peer(of: flow)?.ipAddress)
            case .connection(let connection):
                isBroken(local: connection.local.host, remote: connection.remote.host)
            }
        }
        return broken.keys.sorted { $0.number < $1.number }
    }

    private func drop(_ port: DatagramPort) {
        ports[port.local.host] = nil
        port.close()
    }

    func close(_ flow: FlowID, because problem: FlowProblem) {
        guard flows[flow] != nil else { return }
        close(flow)
        deliver(.flowClosed(flow, problem))
    }
}
