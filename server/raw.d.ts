// Files that the build takes in as text.
declare module '*?raw' {
  const text: string
  export default text
}

// A page that the build makes whole, with script and style inside.
declare module '*?whole' {
  const page: string
  export default page
}
