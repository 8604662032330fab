/** A card that tries to run code, to load from elsewhere and to pose as a part of the page. */
export const HOSTILE_CARD = `# Hello <script>window.hostile = 1</script>

<img src=x onerror="window.hostile = 2"> <a href="javascript:window.hostile = 3">click</a>
<form action="https://example.org"><input name="q"></form><style>body{display:none}</style>
<div id="main" class="dialog" style="position:fixed">posing</div>
[link](javascript:window.hostile=4) ![track](https://example.org/pixel.png) <iframe src="https://example.org"></iframe>
<svg><a xlink:href="javascript:window.hostile = 5"><text>x</text></a></svg>`;
