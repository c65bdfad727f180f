// What the route in `modules.py` exports of d3 (`_D3_EXPORTS`): types only, the code comes from an installed package.
export { area, axisBottom, axisLeft, line, range, scaleLinear, scaleLog, select } from "d3";
