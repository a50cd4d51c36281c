"""The example application of the developers' guide: one page that needs nothing else."""

APP = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>What had reached them?</title>
<form>
  <label>Who <input name="who" value="joseph-stalin"></label>
  <label>By <input name="at" type="date" value="1950-10-01"></label>
  <button>Show</button>
</form>
<p role="status"></p>
<ol></ol>
<script type="module">
  const api = "{api}";
  const form = document.querySelector("form");
  const status = document.querySelector("[role=status]");
  const list = document.querySelector("ol");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { who, at } = Object.fromEntries(new FormData(form));
    const answer = await fetch(`${api}/v1/actors/${encodeURIComponent(who)}/knowledge?at=${at}`);
    const found = await answer.json();
    list.replaceChildren();
    status.textContent = answer.ok ? `${found.received.length} things, release ${found.release}` : found.detail;
    for (const { transmission } of answer.ok ? found.received : []) {
      const link = Object.assign(document.createElement("a"), { textContent: transmission.label });
      link.href = api + transmission.href;
      list.appendChild(document.createElement("li")).append(link);
    }
  });
</script>
</html>
"""


def app(api: str) -> str:
    """`api`: where the API is."""
    return APP.replace('"{api}"', f'"{api}"')  # not the ${api} of the script
