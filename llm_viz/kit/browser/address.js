/** Shows nothing; writes what it is given into the address. */
export default function ({ data }) {
  rememberInUrl(data);
}
