// Order matters: the layers are declared before anything uses them.
import './styles/layers.css';
import './styles/reset.css';
import './styles/tokens.css';
import './styles/print.css';
