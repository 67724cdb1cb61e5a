import { HostError, type HttpPort, type Ports, type SocketPort } from "../../core/ports/index.ts";
import { mayReach, type DomainListName, type DomainLists } from "../../core/protocol/index.ts";

/**
 * Lets the code of an app reach only the servers of its lists. `core/api` checks them first, with the platform's words, but runs where the
 * app's code does; this does not.
 */
export function guardDomains(ports: Ports, lists: DomainLists | undefined): Ports {
  if (lists === undefined) return ports;
  const check = (list: DomainListName, url: string): void => {
    if (mayReach(lists[list], url)) return;
    throw new HostError("denied", `The app may not reach ${url}: it is not in the list domains.${list}`);
  };
  return { ...ports, http: guardHttp(ports.http, check), socket: guardSocket(ports.socket, check) };
}

type Check = (list: DomainListName, url: string) => void;

function guardHttp(http: HttpPort, check: Check): HttpPort {
  return {
    showsRedirects: http.showsRedirects,
    async send(request, events, signal) {
      const list = request.domainList ?? "request";
      check(list, request.url);
      const onRedirect = (url: string): void => {
        events.onRedirect?.(url);
        check(list, url);
      };
      return http.send(request, { ...events, onRedirect }, signal);
    },
  };
}

function guardSocket(socket: SocketPort, check: Check): SocketPort {
  return {
    open(request, events) {
      check("socket", request.url);
      return socket.open(request, events);
    },
  };
}
